-- Letters that did not arrive are few, and an owner is told of them on every day's first page.

-- UP
CREATE INDEX email_logs_failed ON email_logs (user_id, created_at) WHERE status IN ('failed', 'bounced');

-- DOWN
DROP INDEX email_logs_failed;
