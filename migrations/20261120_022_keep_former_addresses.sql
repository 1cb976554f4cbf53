-- Addresses are sent around and printed: one that a link had before keeps leading to it, until another link takes it.

-- UP
ALTER TABLE booking_links ADD COLUMN former_slugs text[] NOT NULL DEFAULT '{}' CHECK (cardinality(former_slugs) <= 20);

-- DOWN
ALTER TABLE booking_links DROP COLUMN former_slugs;
