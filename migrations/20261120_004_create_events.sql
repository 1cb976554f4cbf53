-- What stands in an owner's calendars. The exclusion constraint is the last word on "never twice": no two meetings
-- that came from bookings may hold the same time of one owner, buffers included.

-- UP
CREATE TABLE events (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  calendar_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
  location text NOT NULL DEFAULT '' CHECK (length(location) <= 1000),
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  timezone text NOT NULL CHECK (length(timezone) <= 64),
  is_all_day boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'confirmed' CHECK (status IN ('confirmed', 'tentative', 'cancelled')),
  visibility text NOT NULL DEFAULT 'default' CHECK (visibility IN ('default', 'public', 'private')),
  transparency text NOT NULL DEFAULT 'opaque' CHECK (transparency IN ('opaque', 'transparent')),
  response text NOT NULL DEFAULT 'accepted' CHECK (response IN ('accepted', 'tentative', 'needs_action', 'declined')),
  color text CHECK (color ~ '^#[0-9a-f]{6}$'),
  recurrence_rule text CHECK (length(recurrence_rule) <= 1000),
  recurrence_exception_dates timestamptz[] NOT NULL DEFAULT '{}',
  recurrence_end timestamptz,
  parent_event_id uuid,
  original_start timestamptz,
  organizer_name text NOT NULL DEFAULT '' CHECK (length(organizer_name) <= 200),
  organizer_email text NOT NULL DEFAULT '' CHECK (length(organizer_email) <= 254),
  conference_data jsonb,
  origin text NOT NULL DEFAULT 'own' CHECK (origin IN ('own', 'booking', 'synced')),
  blocked tstzrange NOT NULL,
  ical_uid text NOT NULL CHECK (length(ical_uid) BETWEEN 1 AND 255),
  sequence integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  provider_event_id text CHECK (length(provider_event_id) <= 1024),
  sync_status text CHECK (sync_status IN ('pending', 'synced', 'failed', 'deleted')),
  provider_metadata jsonb,
  html_link text CHECK (length(html_link) <= 2000),
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
CREATE INDEX events_of_calendar ON events (user_id, calendar_id);
CREATE UNIQUE INDEX events_instances ON events (user_id, parent_event_id, original_start)
  WHERE parent_event_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX events_words ON events
  USING gin (to_tsvector('simple', title || ' ' || description || ' ' || location)) WHERE deleted_at IS NULL;

CREATE TABLE event_attendees (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  email text NOT NULL CHECK (email ~ '^[^\s@]+@[^\s@]+$' AND length(email) <= 254),
  display_name text NOT NULL DEFAULT '' CHECK (length(display_name) <= 200),
  is_organizer boolean NOT NULL DEFAULT false,
  is_optional boolean NOT NULL DEFAULT false,
  response_status text NOT NULL DEFAULT 'needs_action'
    CHECK (response_status IN ('needs_action', 'accepted', 'declined', 'tentative')),
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
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
