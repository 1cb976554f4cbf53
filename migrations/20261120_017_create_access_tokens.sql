-- Tokens that owners make for their programs. The text of one is shown once, when it is made; its digest is kept.

-- UP
CREATE TABLE access_tokens (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name varchar(100) NOT NULL CHECK (name <> ''),
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY ['read', 'write']),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  UNIQUE (user_id, token_hash)
);

-- DOWN
DROP TABLE access_tokens;
