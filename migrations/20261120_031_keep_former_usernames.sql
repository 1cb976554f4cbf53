-- An owner's name stands in every address they have sent around. One they had before leads on to them, and for a while it
-- is nobody else's: old letters would lead to a stranger.

-- UP
CREATE TABLE former_usernames (
  username text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  held_until timestamptz NOT NULL
);
CREATE INDEX former_usernames_owner ON former_usernames (user_id);

-- DOWN
DROP TABLE former_usernames;
