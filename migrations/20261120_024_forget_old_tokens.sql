-- Tokens for programs go for good some time after they ended or were revoked: a job looks for them.

-- UP
CREATE INDEX access_tokens_over ON access_tokens (least(revoked_at, expires_at));

-- DOWN
DROP INDEX access_tokens_over;
