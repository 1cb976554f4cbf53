-- When an owner takes meetings: weekly hours in the schedule's own zone, and dates that are different.

-- UP
CREATE TABLE availability_schedules (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name varchar(100) NOT NULL CHECK (name <> ''),
  timezone varchar(64) NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX availability_schedules_one_default ON availability_schedules (user_id) WHERE is_default;

CREATE TABLE availability_hours (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  schedule_id uuid NOT NULL,
  day_of_week smallint NOT NULL CHECK (day_of_week BETWEEN 0 AND 6),
  start_time time NOT NULL,
  end_time time NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, schedule_id) REFERENCES availability_schedules (user_id, id) ON DELETE CASCADE,
  CHECK (end_time > start_time)
);
CREATE INDEX availability_hours_of_schedule ON availability_hours (user_id, schedule_id);

CREATE TABLE availability_overrides (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  schedule_id uuid NOT NULL,
  date date NOT NULL,
  start_time time,
  end_time time,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, schedule_id) REFERENCES availability_schedules (user_id, id) ON DELETE CASCADE,
  CHECK ((start_time IS NULL) = (end_time IS NULL)),
  CHECK (end_time > start_time)
);
CREATE INDEX availability_overrides_of_schedule ON availability_overrides (user_id, schedule_id, date);
-- A closed date is one row.
CREATE UNIQUE INDEX availability_overrides_closed ON availability_overrides (user_id, schedule_id, date)
  WHERE start_time IS NULL;

-- DOWN
DROP TABLE availability_overrides;
DROP TABLE availability_hours;
DROP TABLE availability_schedules;
