-- The audit log gets the table of a month before the month begins. A month that has rows in the default partition stays
-- there: they are never moved.

-- UP
CREATE FUNCTION audit_logs_plan(day date) RETURNS boolean LANGUAGE plpgsql AS $$
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
  -- Another server was faster.
  WHEN duplicate_table THEN RETURN false;
END
$$;
SELECT audit_logs_plan(current_date), audit_logs_plan((current_date + interval '1 month')::date);

-- DOWN
DROP FUNCTION audit_logs_plan(date);
