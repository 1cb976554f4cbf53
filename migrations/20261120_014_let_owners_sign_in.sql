-- What signing in and an owner's settings need: the clock they read, a picture's name in its address, an address that
-- waits to be confirmed, and closed accounts that can be found again for a while.

-- UP
ALTER TABLE users
  ADD clock smallint CHECK (clock IN (12, 24)),
  ADD avatar_tag text CHECK (avatar_tag ~ '^[0-9a-f]{16}$'),
  ADD new_email varchar(254) CHECK (new_email ~ '^[^\s@]+@[^\s@]+$'),
  ADD new_email_token_hash bytea CHECK (length(new_email_token_hash) = 32),
  ADD new_email_expires_at timestamptz,
  ADD CONSTRAINT users_avatar_named CHECK ((avatar IS NULL) = (avatar_tag IS NULL)),
  ADD CONSTRAINT users_new_email_whole CHECK (
    (new_email IS NULL) = (new_email_token_hash IS NULL) AND (new_email IS NULL) = (new_email_expires_at IS NULL));
-- Until now accounts were made by the house alone, which knew whose they were.
UPDATE users SET email_verified = true;
CREATE INDEX users_closed_email ON users (lower(email)) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_closed_username ON users (lower(username)) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_closed ON users (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_unverified ON users (created_at) WHERE NOT email_verified;

-- DOWN
DROP INDEX users_unverified;
DROP INDEX users_closed;
DROP INDEX users_closed_username;
DROP INDEX users_closed_email;
ALTER TABLE users
  DROP CONSTRAINT users_new_email_whole,
  DROP CONSTRAINT users_avatar_named,
  DROP new_email_expires_at,
  DROP new_email_token_hash,
  DROP new_email,
  DROP avatar_tag,
  DROP clock;
