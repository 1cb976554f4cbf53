-- A request with a key notes what it did in the transaction that does it: a server that dies before it has kept its answer
-- leaves behind what is needed to answer, and nobody does it again. And the audit log is not emptied either.

-- UP
ALTER TABLE idempotency_keys ADD COLUMN done_id uuid;

CREATE FUNCTION audit_logs_guard(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER audit_logs_stay_whole BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_stay()', name);
END
$$;
SELECT audit_logs_guard(relid) FROM pg_partition_tree('audit_logs');

CREATE OR REPLACE FUNCTION audit_logs_plan(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', day::timestamp);
  first timestamptz := month AT TIME ZONE 'UTC';
  last timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
  name text := 'audit_logs_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(name) IS NOT NULL
    OR EXISTS (SELECT FROM audit_logs_unplanned WHERE created_at >= first AND created_at < last)
  THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)', name, first, last);
  PERFORM audit_logs_guard(name::regclass);
  RETURN true;
EXCEPTION
  -- Another server was faster.
  WHEN duplicate_table THEN RETURN false;
END
$$;

-- DOWN
CREATE OR REPLACE FUNCTION audit_logs_plan(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', day::timestamp);
  first timestamptz := month AT TIME ZONE 'UTC';
  last timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
  name text := 'audit_logs_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(name) IS NOT NULL
    OR EXISTS (SELECT FROM audit_logs_unplanned WHERE created_at >= first AND created_at < last)
  THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)', name, first, last);
  RETURN true;
EXCEPTION
  WHEN duplicate_table THEN RETURN false;
END
$$;
DO $$
DECLARE
  name regclass;
BEGIN
  FOR name IN SELECT relid FROM pg_partition_tree('audit_logs') LOOP
    EXECUTE format('DROP TRIGGER audit_logs_stay_whole ON %s', name);
  END LOOP;
END
$$;
DROP FUNCTION audit_logs_guard(regclass);
ALTER TABLE idempotency_keys DROP COLUMN done_id;
