-- What guests may book.

-- UP
CREATE TABLE booking_links (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  title varchar(200) NOT NULL CHECK (title <> ''),
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'),
  description varchar(10000) NOT NULL DEFAULT '',
  duration_minutes smallint NOT NULL CHECK (duration_minutes BETWEEN 1 AND 1440),
  further_durations smallint[] NOT NULL DEFAULT '{}'
    CHECK (cardinality(further_durations) <= 8 AND 1 <= ALL (further_durations) AND 1440 >= ALL (further_durations)),
  slot_increment_minutes smallint CHECK (slot_increment_minutes BETWEEN 1 AND 1440),
  buffer_before_minutes smallint NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
  buffer_after_minutes smallint NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
  availability_type text NOT NULL DEFAULT 'calendar_sync'
    CHECK (availability_type IN ('specific_hours', 'calendar_sync')),
  availability_hours jsonb,
  schedule_id uuid,
  min_booking_notice_minutes integer NOT NULL DEFAULT 120 CHECK (min_booking_notice_minutes BETWEEN 0 AND 525600),
  max_booking_days_future integer NOT NULL DEFAULT 60 CHECK (max_booking_days_future BETWEEN 0 AND 3660),
  bookable_from date,
  bookable_to date,
  daily_limit integer CHECK (daily_limit >= 1),
  weekly_limit integer CHECK (weekly_limit >= 1),
  seats integer NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 10000),
  requires_confirmation boolean NOT NULL DEFAULT false,
  color text NOT NULL DEFAULT '#0b6b57' CHECK (color ~ '^#[0-9a-f]{6}$'),
  location varchar(1000) NOT NULL DEFAULT '',
  meeting_type text NOT NULL DEFAULT 'link'
    CHECK (meeting_type IN ('in_person', 'phone', 'google_meet', 'zoom', 'link')),
  custom_questions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(custom_questions) = 'array'),
  reminders integer[] NOT NULL DEFAULT '{1440}' CHECK (cardinality(reminders) <= 10 AND 0 <= ALL (reminders)),
  redirect_url varchar(2000) CHECK (redirect_url ~ '^https?://'),
  is_active boolean NOT NULL DEFAULT true,
  is_listed boolean NOT NULL DEFAULT true,
  expires_at timestamptz,
  single_use boolean NOT NULL DEFAULT false,
  bookings_count integer NOT NULL DEFAULT 0 CHECK (bookings_count >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, schedule_id) REFERENCES availability_schedules (user_id, id) ON DELETE RESTRICT,
  CHECK ((availability_type = 'specific_hours') = (availability_hours IS NOT NULL)),
  CHECK ((bookable_from IS NULL) = (bookable_to IS NULL)),
  CHECK (bookable_to >= bookable_from)
);
CREATE UNIQUE INDEX booking_links_slug_key ON booking_links (user_id, slug) WHERE deleted_at IS NULL;

-- DOWN
DROP TABLE booking_links;
