-- Exclusion constraints over an owner and a stretch of time need equality in a GiST index, which this brings.

-- UP
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- DOWN
DROP EXTENSION IF EXISTS btree_gist;
