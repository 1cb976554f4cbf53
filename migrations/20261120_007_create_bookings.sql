-- Who booked what, and the reminders that go with it. A group's guests are rows of their own that share one event.

-- UP
CREATE TABLE bookings (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  booking_link_id uuid NOT NULL,
  event_id uuid NOT NULL,
  guest_name varchar(200) NOT NULL CHECK (guest_name <> ''),
  guest_email varchar(254) NOT NULL CHECK (guest_email ~ '^[^\s@]+@[^\s@]+$'),
  guest_phone varchar(50) NOT NULL DEFAULT '',
  guest_notes varchar(5000) NOT NULL DEFAULT '',
  guest_timezone varchar(64) NOT NULL,
  guest_locale varchar(16) NOT NULL,
  further_guests text[] NOT NULL DEFAULT '{}' CHECK (cardinality(further_guests) <= 20),
  custom_answers jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(custom_answers) = 'array'),
  slot_start timestamptz NOT NULL,
  slot_end timestamptz NOT NULL,
  buffer_before_minutes smallint NOT NULL CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
  buffer_after_minutes smallint NOT NULL CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
  status text NOT NULL
    CHECK (status IN ('pending', 'confirmed', 'cancelled', 'declined', 'completed', 'no_show')),
  cancellation_reason varchar(2000) NOT NULL DEFAULT '',
  cancelled_at timestamptz,
  cancelled_by text CHECK (cancelled_by IN ('guest', 'owner', 'system')),
  rescheduled_from timestamptz,
  -- How often what calendars show of it was changed; the guests of a group move one by one, so their event can't say.
  sequence integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  idempotency_key varchar(100) NOT NULL CHECK (idempotency_key <> ''),
  token_nonce bytea NOT NULL CHECK (length(token_nonce) = 16),
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, booking_link_id) REFERENCES booking_links (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, event_id) REFERENCES events (user_id, id) ON DELETE CASCADE,
  CONSTRAINT bookings_have_length CHECK (slot_end > slot_start),
  CONSTRAINT bookings_cancelled_when CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
  CONSTRAINT bookings_once UNIQUE (user_id, booking_link_id, idempotency_key),
  CONSTRAINT bookings_token UNIQUE (user_id, token_hash)
);
CREATE INDEX bookings_by_time ON bookings (user_id, slot_end);
CREATE INDEX bookings_of_event ON bookings (user_id, event_id);
CREATE INDEX bookings_to_complete ON bookings (slot_end) WHERE status = 'confirmed';

CREATE TABLE reminders (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  event_id uuid,
  booking_id uuid,
  method text NOT NULL DEFAULT 'email' CHECK (method IN ('email', 'push')),
  minutes_before integer NOT NULL CHECK (minutes_before BETWEEN 0 AND 525600),
  due_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, event_id) REFERENCES events (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, booking_id) REFERENCES bookings (user_id, id) ON DELETE CASCADE,
  CHECK ((event_id IS NULL) <> (booking_id IS NULL))
);
CREATE INDEX reminders_due ON reminders (due_at) WHERE status = 'pending';
CREATE INDEX reminders_of_booking ON reminders (user_id, booking_id);

-- DOWN
DROP TABLE reminders;
DROP TABLE bookings;
