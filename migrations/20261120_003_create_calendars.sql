-- Calendars of an owner, made here or connected. One of them is the primary one.

-- UP
CREATE TABLE calendars (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name varchar(200) NOT NULL CHECK (name <> ''),
  description varchar(2000) NOT NULL DEFAULT '',
  color text NOT NULL DEFAULT '#0b6b57' CHECK (color ~ '^#[0-9a-f]{6}$'),
  timezone varchar(64) NOT NULL,
  is_primary boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  is_visible boolean NOT NULL DEFAULT true,
  checks_conflicts boolean NOT NULL DEFAULT true,
  receives_bookings boolean NOT NULL DEFAULT false,
  connection_id uuid,
  provider_calendar_id varchar(1024),
  sync_token text,
  last_synced_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (user_id, id),
  CHECK ((connection_id IS NULL) = (provider_calendar_id IS NULL))
);
CREATE UNIQUE INDEX calendars_one_primary ON calendars (user_id) WHERE is_primary AND deleted_at IS NULL;
CREATE UNIQUE INDEX calendars_one_for_bookings ON calendars (user_id) WHERE receives_bookings AND deleted_at IS NULL;

-- DOWN
DROP TABLE calendars;
