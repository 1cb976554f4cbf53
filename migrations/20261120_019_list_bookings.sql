-- An owner's lists of bookings. Each booking stands in one of the two indexes: among those that hold their time, or
-- among those that were called off.

-- UP
CREATE INDEX bookings_in_order ON bookings (user_id, slot_start, id)
  WHERE status IN ('pending', 'confirmed', 'completed', 'no_show');
CREATE INDEX bookings_called_off ON bookings (user_id, slot_start, id) WHERE status IN ('cancelled', 'declined');

-- A text as people look for it: in small letters and without marks over and under them, so that "nguyen" finds Nguyễn.
CREATE FUNCTION as_searched(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  $$ SELECT translate(regexp_replace(normalize(lower(words), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd') $$;

-- DOWN
DROP FUNCTION as_searched(text);
DROP INDEX bookings_called_off;
DROP INDEX bookings_in_order;
