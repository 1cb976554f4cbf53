-- What stands in an owner's calendars. The exclusion constraint is the last word on "never twice": no two meetings
-- that came from bookings may hold the same time of one owner, buffers included.
--
-- An event belongs to its owner by its calendar, as further rows do by what they hang on: a reference of their own to
-- `users` would be checked, and that owner's row locked, once more at every insert. Lengths are the columns' types for the
-- same reason: a CHECK is read anew from its text by every statement.

-- UP
CREATE TABLE events (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  calendar_id uuid NOT NULL,
  title varchar(500) NOT NULL CHECK (title <> ''),
  description varchar(20000) NOT NULL DEFAULT '',
  location varchar(1000) NOT NULL DEFAULT '',
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  timezone varchar(64) NOT NULL,
  is_all_day boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'confirmed' CHECK (status IN ('confirmed', 'tentative', 'cancelled')),
  visibility text NOT NULL DEFAULT 'default' CHECK (visibility IN ('default', 'public', 'private')),
  transparency text NOT NULL DEFAULT 'opaque' CHECK (transparency IN ('opaque', 'transparent')),
  response text NOT NULL DEFAULT 'accepted' CHECK (response IN ('accepted', 'tentative', 'needs_action', 'declined')),
  color text CHECK (color ~ '^#[0-9a-f]{6}$'),
  recurrence_rule varchar(1000),
  recurrence_exception_dates timestamptz[] NOT NULL DEFAULT '{}',
  recurrence_end timestamptz,
  parent_event_id uuid,
  original_start timestamptz,
  organizer_name varchar(250) NOT NULL DEFAULT '',
  organizer_email varchar(254) NOT NULL DEFAULT '',
  conference_data jsonb,
  origin text NOT NULL DEFAULT 'own' CHECK (origin IN ('own', 'booking', 'synced')),
  blocked tstzrange NOT NULL,
  ical_uid varchar(255) NOT NULL CHECK (ical_uid <> ''),
  sequence integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  provider_event_id varchar(1024),
  sync_status text CHECK (sync_status IN ('pending', 'synced', 'failed', 'deleted')),
  provider_metadata jsonb,
  html_link varchar(2000),
  last_synced_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  -- When the last of it is over, so that a question about the coming weeks starts there in the index.
  over_at timestamptz NOT NULL GENERATED ALWAYS AS (
    CASE WHEN recurrence_rule IS NULL THEN end_time ELSE coalesce(recurrence_end, 'infinity'::timestamptz) END) STORED,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, calendar_id) REFERENCES calendars (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, parent_event_id) REFERENCES events (user_id, id) ON DELETE CASCADE,
  CONSTRAINT events_have_length CHECK (is_all_day OR end_time > start_time),
  CONSTRAINT events_blocked_holds CHECK (NOT isempty(blocked) AND blocked @> tstzrange(start_time, end_time)),
  CONSTRAINT events_instance_of CHECK ((parent_event_id IS NULL) = (original_start IS NULL)),
  CONSTRAINT events_never_twice EXCLUDE USING gist (user_id WITH =, blocked WITH &&)
    WHERE (origin = 'booking' AND status <> 'cancelled' AND deleted_at IS NULL)
);
CREATE INDEX events_coming ON events (user_id, over_at, start_time) WHERE deleted_at IS NULL;
-- Those whose rows do not say by themselves which time they take.
CREATE INDEX events_series ON events (user_id, over_at)
  WHERE deleted_at IS NULL AND (recurrence_rule IS NOT NULL OR parent_event_id IS NOT NULL OR is_all_day);
CREATE INDEX events_of_calendar ON events (user_id, calendar_id);
CREATE UNIQUE INDEX events_instances ON events (user_id, parent_event_id, original_start)
  WHERE parent_event_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX events_words ON events
  USING gin (to_tsvector('simple', title || ' ' || description || ' ' || location)) WHERE deleted_at IS NULL;

CREATE TABLE event_attendees (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  email varchar(254) NOT NULL CHECK (email ~ '^[^\s@]+@[^\s@]+$'),
  display_name varchar(200) NOT NULL DEFAULT '',
  is_organizer boolean NOT NULL DEFAULT false,
  is_optional boolean NOT NULL DEFAULT false,
  response_status text NOT NULL DEFAULT 'needs_action'
    CHECK (response_status IN ('needs_action', 'accepted', 'declined', 'tentative')),
  comment varchar(2000) NOT NULL DEFAULT '',
  invitation_token_hash bytea CHECK (length(invitation_token_hash) = 32),
  invitation_nonce bytea CHECK (length(invitation_nonce) = 16),
  invitation_sent_at timestamptz,
  responded_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, event_id) REFERENCES events (user_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX event_attendees_once ON event_attendees (user_id, event_id, lower(email));
CREATE UNIQUE INDEX event_attendees_token ON event_attendees (user_id, invitation_token_hash);

-- DOWN
DROP TABLE event_attendees;
DROP TABLE events;
