-- The daily clearing out asks for the oldest letters whose bytes are still kept.

-- UP
CREATE INDEX email_logs_kept ON email_logs (sent_at) WHERE message IS NOT NULL;

-- DOWN
DROP INDEX email_logs_kept;
