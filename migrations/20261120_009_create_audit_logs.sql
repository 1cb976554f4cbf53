-- What was changed, by whom, from where. Only ever added to: the schema's one trigger refuses everything else outside
-- the archiving job, which says so for its transaction. The default partition takes what no month was made for yet.

-- UP
CREATE TABLE audit_logs (
  id uuid NOT NULL,
  user_id uuid,
  action varchar(100) NOT NULL,
  resource_type varchar(50) NOT NULL,
  resource_id uuid,
  status text NOT NULL DEFAULT 'success' CHECK (status IN ('success', 'failure')),
  error_message varchar(2000),
  ip_address inet,
  user_agent varchar(512) NOT NULL DEFAULT '',
  metadata jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);
CREATE TABLE audit_logs_unplanned PARTITION OF audit_logs DEFAULT;
CREATE INDEX audit_logs_of_user ON audit_logs (user_id, created_at);

CREATE FUNCTION audit_logs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('calento.archiving', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_logs_stay BEFORE UPDATE OR DELETE ON audit_logs FOR EACH ROW EXECUTE FUNCTION audit_logs_stay();

-- DOWN
DROP TABLE audit_logs;
DROP FUNCTION audit_logs_stay();
