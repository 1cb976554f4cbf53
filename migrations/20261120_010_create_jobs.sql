-- What runs on a schedule, on one server at a time.

-- UP
CREATE TABLE jobs (
  name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
  last_run_at timestamptz,
  next_run_at timestamptz NOT NULL DEFAULT now(),
  last_error text CHECK (length(last_error) <= 2000),
  locked_by text CHECK (length(locked_by) <= 200),
  locked_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((locked_by IS NULL) = (locked_until IS NULL))
);

-- DOWN
DROP TABLE jobs;
