-- Coming back to a closed account is promised for a while, so nobody else gets its name or its address meanwhile.

-- UP
-- Until now others could. Where one of them never confirmed it, who closed the account comes before them; else the
-- account can't be opened again, and goes now rather than at the end of its time.
DELETE FROM users u WHERE u.deleted_at IS NULL AND NOT u.email_verified AND EXISTS (
  SELECT FROM users c
  WHERE c.deleted_at IS NOT NULL AND (lower(c.email) = lower(u.email) OR lower(c.username) = lower(u.username)));
DELETE FROM users u WHERE u.deleted_at IS NOT NULL AND EXISTS (
  SELECT FROM users o
  WHERE o.id <> u.id AND (lower(o.email) = lower(u.email) OR lower(o.username) = lower(u.username))
    AND (o.deleted_at IS NULL OR (o.deleted_at, o.id) > (u.deleted_at, u.id)));
DROP INDEX users_closed_username;
DROP INDEX users_closed_email;
DROP INDEX users_username_key;
DROP INDEX users_email_key;
CREATE UNIQUE INDEX users_email_key ON users (lower(email));
CREATE UNIQUE INDEX users_username_key ON users (lower(username));

-- DOWN
DROP INDEX users_username_key;
DROP INDEX users_email_key;
CREATE UNIQUE INDEX users_email_key ON users (lower(email)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_username_key ON users (lower(username)) WHERE deleted_at IS NULL;
CREATE INDEX users_closed_email ON users (lower(email)) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_closed_username ON users (lower(username)) WHERE deleted_at IS NOT NULL;
