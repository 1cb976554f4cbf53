-- Every e-mail, written in the transaction of what it tells of and sent afterwards. `view` is what the template is
-- given; `message` the bytes as they left, kept by the worker for ninety days.

-- UP
CREATE TABLE email_logs (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  booking_id uuid,
  event_id uuid,
  recipient_email varchar(254) NOT NULL,
  subject varchar(500) NOT NULL,
  template_name varchar(100) NOT NULL,
  locale varchar(16) NOT NULL,
  view jsonb NOT NULL,
  message bytea,
  provider varchar(100),
  provider_message_id varchar(500),
  status text NOT NULL DEFAULT 'queued'
    CHECK (status IN ('queued', 'sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'failed')),
  error_message varchar(2000),
  attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz DEFAULT now(),
  sent_at timestamptz,
  delivered_at timestamptz,
  opened_at timestamptz,
  clicked_at timestamptz,
  failed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, booking_id) REFERENCES bookings (user_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, event_id) REFERENCES events (user_id, id) ON DELETE CASCADE
);
-- The worker asks which owners have something due, then claims owner by owner.
CREATE INDEX email_logs_due ON email_logs (next_attempt_at, user_id) WHERE status IN ('queued', 'sending');
CREATE INDEX email_logs_of_booking ON email_logs (user_id, booking_id);

-- DOWN
DROP TABLE email_logs;
