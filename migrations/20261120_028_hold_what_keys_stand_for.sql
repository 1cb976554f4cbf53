-- A key stands for one request, also where nobody is signed in: who signs up or in goes by where they come from, as a code
-- that tells nothing of it. And a booking that was moved still knows the start that its key was sent with; null where it
-- was made before it was noted. And whoever has put the first steps away, or has been here for long, is not shown them.

-- UP
CREATE TABLE visitor_keys (
  visitor bytea NOT NULL CHECK (length(visitor) = 32),
  key varchar(100) NOT NULL CHECK (key <> ''),
  -- Of method, address and body, made with a secret: the body may hold a password.
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  -- Null while the request is under way.
  status smallint CHECK (status BETWEEN 200 AND 499),
  answer bytea,
  location varchar(2000),
  done_id uuid,
  begun_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (visitor, key)
);
CREATE INDEX visitor_keys_old ON visitor_keys (created_at);
ALTER TABLE bookings ADD COLUMN first_start timestamptz;
ALTER TABLE users ADD COLUMN steps_over_at timestamptz;
UPDATE users SET steps_over_at = now() WHERE EXISTS (SELECT FROM booking_links l WHERE l.user_id = users.id);

-- DOWN
ALTER TABLE users DROP COLUMN steps_over_at;
ALTER TABLE bookings DROP COLUMN first_start;
DROP TABLE visitor_keys;
