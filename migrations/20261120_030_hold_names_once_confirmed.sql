-- A name and an address are somebody's once they have confirmed them. Until then any number may have asked for them: an
-- account that nobody confirmed keeps nobody out, and tells nobody whether the address had one before.

-- UP
DROP INDEX users_username_key;
DROP INDEX users_email_key;
CREATE UNIQUE INDEX users_email_key ON users (lower(email)) WHERE email_verified;
CREATE UNIQUE INDEX users_username_key ON users (lower(username)) WHERE email_verified;
CREATE INDEX users_unverified_email ON users (lower(email)) WHERE NOT email_verified;

-- DOWN
-- Of those who ask for the same, one can stay: whoever confirmed it, else who asked last.
DELETE FROM users u WHERE NOT u.email_verified AND EXISTS (
  SELECT FROM users o
  WHERE o.id <> u.id AND (lower(o.email) = lower(u.email) OR lower(o.username) = lower(u.username))
    AND (o.email_verified OR (o.created_at, o.id) > (u.created_at, u.id)));
DROP INDEX users_unverified_email;
DROP INDEX users_username_key;
DROP INDEX users_email_key;
CREATE UNIQUE INDEX users_email_key ON users (lower(email));
CREATE UNIQUE INDEX users_username_key ON users (lower(username));
