-- How often something was asked lately, by whom: one row for each limit and asker, which all servers go by. A row says
-- until when what was asked so far keeps them busy at the pace they are allowed; one in the past says nothing any more.
-- Unlogged: it is written with every sign-in and booking, and nothing is lost by forgetting it, as after a crash.

-- UP
CREATE UNLOGGED TABLE rate_limits (
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  busy_until timestamptz NOT NULL
) WITH (fillfactor = 50);

-- DOWN
DROP TABLE rate_limits;
