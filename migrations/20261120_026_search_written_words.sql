-- The words an owner looks for come with the statement that writes a booking. As a generated column's, their expression
-- was planned anew by every such statement, at some thirty microseconds of the database's; as a value's it is planned
-- once a connection.

-- UP
ALTER TABLE bookings ALTER COLUMN searched DROP EXPRESSION;

-- DOWN
ALTER TABLE bookings DROP COLUMN searched;
ALTER TABLE bookings ADD COLUMN searched text NOT NULL GENERATED ALWAYS AS (
  as_searched(guest_name || ' ' || guest_email || ' ' || guest_phone || ' '
    || regexp_replace(guest_phone, '[^0-9]', '', 'g'))) STORED;
