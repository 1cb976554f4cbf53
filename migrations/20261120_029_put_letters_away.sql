-- A letter that did not arrive is told of until its owner puts it away.

-- UP
ALTER TABLE email_logs ADD COLUMN put_away_at timestamptz;

-- DOWN
ALTER TABLE email_logs DROP COLUMN put_away_at;
