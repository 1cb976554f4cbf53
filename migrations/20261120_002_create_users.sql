-- Who has an account, and what is theirs alone: the row that locks and versions their time, and their sign-ins.

-- UP
CREATE TABLE users (
  id uuid PRIMARY KEY,
  email varchar(254) NOT NULL CHECK (email ~ '^[^\s@]+@[^\s@]+$'),
  username text NOT NULL CHECK (username ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])$'),
  password_hash varchar(100) NOT NULL,
  first_name varchar(100) NOT NULL DEFAULT '',
  last_name varchar(100) NOT NULL DEFAULT '',
  avatar bytea CHECK (length(avatar) <= 1048576),
  avatar_type text CHECK (avatar_type IN ('image/png', 'image/jpeg', 'image/webp')),
  bio varchar(2000) NOT NULL DEFAULT '',
  timezone varchar(64) NOT NULL DEFAULT 'UTC',
  locale varchar(16) NOT NULL DEFAULT 'en',
  week_start smallint NOT NULL DEFAULT 1 CHECK (week_start BETWEEN 0 AND 6),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  email_verified boolean NOT NULL DEFAULT false,
  verification_token_hash bytea CHECK (length(verification_token_hash) = 32),
  verification_expires_at timestamptz,
  reset_token_hash bytea CHECK (length(reset_token_hash) = 32),
  reset_expires_at timestamptz,
  last_login_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  CONSTRAINT users_username_free CHECK (username NOT IN (
    'api', 'app', 'assets', 'bookings', 'forgot', 'healthz', 'login', 'logout', 'look', 'metrics', 'readyz', 'reset',
    'rsvp', 'signup', 'verify', 'admin', 'calento', 'favicon', 'robots', 'static', 'public', 'help', 'about')),
  CHECK ((avatar IS NULL) = (avatar_type IS NULL)),
  CHECK ((verification_token_hash IS NULL) = (verification_expires_at IS NULL)),
  CHECK ((reset_token_hash IS NULL) = (reset_expires_at IS NULL))
);
CREATE UNIQUE INDEX users_email_key ON users (lower(email)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_username_key ON users (lower(username)) WHERE deleted_at IS NULL;

-- One narrow row an owner, updated in place at every write that changes a slot or a page.
CREATE TABLE owners (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  version bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 50);

CREATE TABLE sessions (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  expires_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  user_agent varchar(512) NOT NULL DEFAULT '',
  ip_address inet,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  UNIQUE (user_id, token_hash)
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- DOWN
DROP TABLE sessions;
DROP TABLE owners;
DROP TABLE users;
