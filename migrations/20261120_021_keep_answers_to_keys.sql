-- What programs were answered, by the key they sent along: a request that comes again with its key gets the same answer
-- and nothing is done twice. Kept for a day.

-- UP
CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key varchar(100) NOT NULL CHECK (key <> ''),
  -- Of method, address and body: another request with the same key is a mistake.
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  -- Null while the request is under way.
  status smallint CHECK (status BETWEEN 200 AND 499),
  answer bytea,
  location varchar(2000),
  -- When it was begun, or taken over from a server that never ended it.
  begun_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_old ON idempotency_keys (created_at);

-- DOWN
DROP TABLE idempotency_keys;
