-- What runs on a schedule, on one server at a time.

-- UP
CREATE TABLE jobs (
  name varchar(100) PRIMARY KEY CHECK (name <> ''),
  last_run_at timestamptz,
  next_run_at timestamptz NOT NULL DEFAULT now(),
  last_error varchar(2000),
  locked_by varchar(200),
  locked_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((locked_by IS NULL) = (locked_until IS NULL))
);

-- DOWN
DROP TABLE jobs;
