-- What a single column may hold is said by its type and no longer by a CHECK of its table. The CHECKs of a table are
-- read anew from their text by every statement that writes to it, all of them, whichever columns it writes; those of a
-- type once a session, and they are asked about what is written alone. They refuse what the CHECKs did. Those that look
-- at several columns stay.

-- UP
CREATE DOMAIN email_address AS varchar(254) CHECK (VALUE ~ '^[^\s@]+@[^\s@]+$');
CREATE DOMAIN hex_color AS text CHECK (VALUE ~ '^#[0-9a-f]{6}$');
CREATE DOMAIN token_digest AS bytea CHECK (length(VALUE) = 32);
CREATE DOMAIN token_nonce AS bytea CHECK (length(VALUE) = 16);
CREATE DOMAIN count_of_changes AS integer CHECK (VALUE >= 0);
CREATE DOMAIN buffer_minutes AS smallint CHECK (VALUE BETWEEN 0 AND 1440);
CREATE DOMAIN lead_minutes AS integer CHECK (VALUE BETWEEN 0 AND 525600);

CREATE DOMAIN event_title AS varchar(500) CHECK (VALUE <> '');
CREATE DOMAIN event_status AS text CHECK (VALUE IN ('confirmed', 'tentative', 'cancelled'));
CREATE DOMAIN event_visibility AS text CHECK (VALUE IN ('default', 'public', 'private'));
CREATE DOMAIN event_transparency AS text CHECK (VALUE IN ('opaque', 'transparent'));
CREATE DOMAIN event_response AS text CHECK (VALUE IN ('accepted', 'tentative', 'needs_action', 'declined'));
CREATE DOMAIN event_origin AS text CHECK (VALUE IN ('own', 'booking', 'synced'));
CREATE DOMAIN event_uid AS varchar(255) CHECK (VALUE <> '');
CREATE DOMAIN event_sync_status AS text CHECK (VALUE IN ('pending', 'synced', 'failed', 'deleted'));

CREATE DOMAIN link_title AS varchar(200) CHECK (VALUE <> '');
CREATE DOMAIN link_slug AS text CONSTRAINT booking_links_slug_check
  CHECK (VALUE ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$');
CREATE DOMAIN link_minutes AS smallint CHECK (VALUE BETWEEN 1 AND 1440);
CREATE DOMAIN link_further_minutes AS smallint[]
  CHECK (cardinality(VALUE) <= 8 AND 1 <= ALL (VALUE) AND 1440 >= ALL (VALUE));
CREATE DOMAIN link_availability AS text CHECK (VALUE IN ('specific_hours', 'calendar_sync'));
CREATE DOMAIN link_days_ahead AS integer CHECK (VALUE BETWEEN 0 AND 3660);
CREATE DOMAIN link_limit AS integer CHECK (VALUE >= 1);
CREATE DOMAIN link_seats AS integer CHECK (VALUE BETWEEN 1 AND 10000);
CREATE DOMAIN link_place AS text CHECK (VALUE IN ('in_person', 'phone', 'google_meet', 'zoom', 'link'));
CREATE DOMAIN link_questions AS jsonb CHECK (jsonb_typeof(VALUE) = 'array');
CREATE DOMAIN link_reminders AS integer[] CHECK (cardinality(VALUE) <= 10 AND 0 <= ALL (VALUE));
CREATE DOMAIN link_redirect AS varchar(2000) CHECK (VALUE ~ '^https?://');
CREATE DOMAIN link_bookings AS integer CHECK (VALUE >= 0);

CREATE DOMAIN booking_guest AS varchar(200) CHECK (VALUE <> '');
CREATE DOMAIN booking_companions AS text[] CHECK (cardinality(VALUE) <= 20);
CREATE DOMAIN booking_answers AS jsonb CHECK (jsonb_typeof(VALUE) = 'array');
CREATE DOMAIN booking_status AS text
  CHECK (VALUE IN ('pending', 'confirmed', 'cancelled', 'declined', 'completed', 'no_show'));
CREATE DOMAIN booking_party AS text CHECK (VALUE IN ('guest', 'owner', 'system'));
CREATE DOMAIN booking_key AS varchar(100) CHECK (VALUE <> '');

CREATE DOMAIN reminder_method AS text CHECK (VALUE IN ('email', 'push'));
CREATE DOMAIN reminder_status AS text CHECK (VALUE IN ('pending', 'sent', 'failed'));
CREATE DOMAIN letter_status AS text
  CHECK (VALUE IN ('queued', 'sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'failed'));
CREATE DOMAIN letter_attempts AS smallint CHECK (VALUE >= 0);
CREATE DOMAIN audit_status AS text CHECK (VALUE IN ('success', 'failure'));

ALTER TABLE events
  DROP CONSTRAINT events_color_check, ALTER COLUMN color TYPE hex_color,
  DROP CONSTRAINT events_sequence_check, ALTER COLUMN sequence TYPE count_of_changes,
  DROP CONSTRAINT events_title_check, ALTER COLUMN title TYPE event_title,
  DROP CONSTRAINT events_status_check, ALTER COLUMN status TYPE event_status,
  DROP CONSTRAINT events_visibility_check, ALTER COLUMN visibility TYPE event_visibility,
  DROP CONSTRAINT events_transparency_check, ALTER COLUMN transparency TYPE event_transparency,
  DROP CONSTRAINT events_response_check, ALTER COLUMN response TYPE event_response,
  DROP CONSTRAINT events_origin_check, ALTER COLUMN origin TYPE event_origin,
  DROP CONSTRAINT events_ical_uid_check, ALTER COLUMN ical_uid TYPE event_uid,
  DROP CONSTRAINT events_sync_status_check, ALTER COLUMN sync_status TYPE event_sync_status;
ALTER TABLE event_attendees
  DROP CONSTRAINT event_attendees_email_check, ALTER COLUMN email TYPE email_address,
  DROP CONSTRAINT event_attendees_invitation_token_hash_check, ALTER COLUMN invitation_token_hash TYPE token_digest,
  DROP CONSTRAINT event_attendees_invitation_nonce_check, ALTER COLUMN invitation_nonce TYPE token_nonce,
  DROP CONSTRAINT event_attendees_response_status_check, ALTER COLUMN response_status TYPE event_response;
ALTER TABLE booking_links
  DROP CONSTRAINT booking_links_color_check, ALTER COLUMN color TYPE hex_color,
  DROP CONSTRAINT booking_links_buffer_before_minutes_check, ALTER COLUMN buffer_before_minutes TYPE buffer_minutes,
  DROP CONSTRAINT booking_links_buffer_after_minutes_check, ALTER COLUMN buffer_after_minutes TYPE buffer_minutes,
  DROP CONSTRAINT booking_links_min_booking_notice_minutes_check,
  ALTER COLUMN min_booking_notice_minutes TYPE lead_minutes,
  DROP CONSTRAINT booking_links_title_check, ALTER COLUMN title TYPE link_title,
  DROP CONSTRAINT booking_links_slug_check, ALTER COLUMN slug TYPE link_slug,
  DROP CONSTRAINT booking_links_duration_minutes_check, ALTER COLUMN duration_minutes TYPE link_minutes,
  DROP CONSTRAINT booking_links_slot_increment_minutes_check, ALTER COLUMN slot_increment_minutes TYPE link_minutes,
  DROP CONSTRAINT booking_links_further_durations_check, ALTER COLUMN further_durations TYPE link_further_minutes,
  DROP CONSTRAINT booking_links_availability_type_check, ALTER COLUMN availability_type TYPE link_availability,
  DROP CONSTRAINT booking_links_max_booking_days_future_check,
  ALTER COLUMN max_booking_days_future TYPE link_days_ahead,
  DROP CONSTRAINT booking_links_daily_limit_check, ALTER COLUMN daily_limit TYPE link_limit,
  DROP CONSTRAINT booking_links_weekly_limit_check, ALTER COLUMN weekly_limit TYPE link_limit,
  DROP CONSTRAINT booking_links_seats_check, ALTER COLUMN seats TYPE link_seats,
  DROP CONSTRAINT booking_links_meeting_type_check, ALTER COLUMN meeting_type TYPE link_place,
  DROP CONSTRAINT booking_links_custom_questions_check, ALTER COLUMN custom_questions TYPE link_questions,
  DROP CONSTRAINT booking_links_reminders_check, ALTER COLUMN reminders TYPE link_reminders,
  DROP CONSTRAINT booking_links_redirect_url_check, ALTER COLUMN redirect_url TYPE link_redirect,
  DROP CONSTRAINT booking_links_bookings_count_check, ALTER COLUMN bookings_count TYPE link_bookings;
ALTER TABLE bookings
  DROP CONSTRAINT bookings_guest_email_check, ALTER COLUMN guest_email TYPE email_address,
  DROP CONSTRAINT bookings_token_hash_check, ALTER COLUMN token_hash TYPE token_digest,
  DROP CONSTRAINT bookings_token_nonce_check, ALTER COLUMN token_nonce TYPE token_nonce,
  DROP CONSTRAINT bookings_sequence_check, ALTER COLUMN sequence TYPE count_of_changes,
  DROP CONSTRAINT bookings_buffer_before_minutes_check, ALTER COLUMN buffer_before_minutes TYPE buffer_minutes,
  DROP CONSTRAINT bookings_buffer_after_minutes_check, ALTER COLUMN buffer_after_minutes TYPE buffer_minutes,
  DROP CONSTRAINT bookings_guest_name_check, ALTER COLUMN guest_name TYPE booking_guest,
  DROP CONSTRAINT bookings_further_guests_check, ALTER COLUMN further_guests TYPE booking_companions,
  DROP CONSTRAINT bookings_custom_answers_check, ALTER COLUMN custom_answers TYPE booking_answers,
  DROP CONSTRAINT bookings_status_check, ALTER COLUMN status TYPE booking_status,
  DROP CONSTRAINT bookings_cancelled_by_check, ALTER COLUMN cancelled_by TYPE booking_party,
  DROP CONSTRAINT bookings_idempotency_key_check, ALTER COLUMN idempotency_key TYPE booking_key;
ALTER TABLE reminders
  DROP CONSTRAINT reminders_minutes_before_check, ALTER COLUMN minutes_before TYPE lead_minutes,
  DROP CONSTRAINT reminders_method_check, ALTER COLUMN method TYPE reminder_method,
  DROP CONSTRAINT reminders_status_check, ALTER COLUMN status TYPE reminder_status;
ALTER TABLE email_logs
  DROP CONSTRAINT email_logs_status_check, ALTER COLUMN status TYPE letter_status,
  DROP CONSTRAINT email_logs_attempts_check, ALTER COLUMN attempts TYPE letter_attempts;
ALTER TABLE audit_logs
  DROP CONSTRAINT audit_logs_status_check, ALTER COLUMN status TYPE audit_status;

-- DOWN
ALTER TABLE events
  ALTER COLUMN color TYPE text, ADD CONSTRAINT events_color_check CHECK (color ~ '^#[0-9a-f]{6}$'),
  ALTER COLUMN sequence TYPE integer, ADD CONSTRAINT events_sequence_check CHECK (sequence >= 0),
  ALTER COLUMN title TYPE varchar(500), ADD CONSTRAINT events_title_check CHECK (title <> ''),
  ALTER COLUMN status TYPE text,
  ADD CONSTRAINT events_status_check
    CHECK (status IN ('confirmed', 'tentative', 'cancelled')),
  ALTER COLUMN visibility TYPE text,
  ADD CONSTRAINT events_visibility_check
    CHECK (visibility IN ('default', 'public', 'private')),
  ALTER COLUMN transparency TYPE text,
  ADD CONSTRAINT events_transparency_check
    CHECK (transparency IN ('opaque', 'transparent')),
  ALTER COLUMN response TYPE text,
  ADD CONSTRAINT events_response_check
    CHECK (response IN ('accepted', 'tentative', 'needs_action', 'declined')),
  ALTER COLUMN origin TYPE text, ADD CONSTRAINT events_origin_check CHECK (origin IN ('own', 'booking', 'synced')),
  ALTER COLUMN ical_uid TYPE varchar(255), ADD CONSTRAINT events_ical_uid_check CHECK (ical_uid <> ''),
  ALTER COLUMN sync_status TYPE text,
  ADD CONSTRAINT events_sync_status_check
    CHECK (sync_status IN ('pending', 'synced', 'failed', 'deleted'));
ALTER TABLE event_attendees
  ALTER COLUMN email TYPE varchar(254), ADD CONSTRAINT event_attendees_email_check CHECK (email ~ '^[^\s@]+@[^\s@]+$'),
  ALTER COLUMN invitation_token_hash TYPE bytea,
  ADD CONSTRAINT event_attendees_invitation_token_hash_check
    CHECK (length(invitation_token_hash) = 32),
  ALTER COLUMN invitation_nonce TYPE bytea,
  ADD CONSTRAINT event_attendees_invitation_nonce_check
    CHECK (length(invitation_nonce) = 16),
  ALTER COLUMN response_status TYPE text,
  ADD CONSTRAINT event_attendees_response_status_check
    CHECK (response_status IN ('needs_action', 'accepted', 'declined', 'tentative'));
ALTER TABLE booking_links
  ALTER COLUMN color TYPE text, ADD CONSTRAINT booking_links_color_check CHECK (color ~ '^#[0-9a-f]{6}$'),
  ALTER COLUMN buffer_before_minutes TYPE smallint,
  ADD CONSTRAINT booking_links_buffer_before_minutes_check
    CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
  ALTER COLUMN buffer_after_minutes TYPE smallint,
  ADD CONSTRAINT booking_links_buffer_after_minutes_check
    CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
  ALTER COLUMN min_booking_notice_minutes TYPE integer,
  ADD CONSTRAINT booking_links_min_booking_notice_minutes_check
    CHECK (min_booking_notice_minutes BETWEEN 0 AND 525600),
  ALTER COLUMN title TYPE varchar(200), ADD CONSTRAINT booking_links_title_check CHECK (title <> ''),
  ALTER COLUMN slug TYPE text,
  ADD CONSTRAINT booking_links_slug_check
    CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'),
  ALTER COLUMN duration_minutes TYPE smallint,
  ADD CONSTRAINT booking_links_duration_minutes_check
    CHECK (duration_minutes BETWEEN 1 AND 1440),
  ALTER COLUMN slot_increment_minutes TYPE smallint,
  ADD CONSTRAINT booking_links_slot_increment_minutes_check
    CHECK (slot_increment_minutes BETWEEN 1 AND 1440),
  ALTER COLUMN further_durations TYPE smallint[],
  ADD CONSTRAINT booking_links_further_durations_check
    CHECK (cardinality(further_durations) <= 8 AND 1 <= ALL (further_durations) AND 1440 >= ALL (further_durations)),
  ALTER COLUMN availability_type TYPE text,
  ADD CONSTRAINT booking_links_availability_type_check
    CHECK (availability_type IN ('specific_hours', 'calendar_sync')),
  ALTER COLUMN max_booking_days_future TYPE integer,
  ADD CONSTRAINT booking_links_max_booking_days_future_check
    CHECK (max_booking_days_future BETWEEN 0 AND 3660),
  ALTER COLUMN daily_limit TYPE integer, ADD CONSTRAINT booking_links_daily_limit_check CHECK (daily_limit >= 1),
  ALTER COLUMN weekly_limit TYPE integer, ADD CONSTRAINT booking_links_weekly_limit_check CHECK (weekly_limit >= 1),
  ALTER COLUMN seats TYPE integer, ADD CONSTRAINT booking_links_seats_check CHECK (seats BETWEEN 1 AND 10000),
  ALTER COLUMN meeting_type TYPE text,
  ADD CONSTRAINT booking_links_meeting_type_check
    CHECK (meeting_type IN ('in_person', 'phone', 'google_meet', 'zoom', 'link')),
  ALTER COLUMN custom_questions TYPE jsonb,
  ADD CONSTRAINT booking_links_custom_questions_check
    CHECK (jsonb_typeof(custom_questions) = 'array'),
  ALTER COLUMN reminders TYPE integer[],
  ADD CONSTRAINT booking_links_reminders_check
    CHECK (cardinality(reminders) <= 10 AND 0 <= ALL (reminders)),
  ALTER COLUMN redirect_url TYPE varchar(2000),
  ADD CONSTRAINT booking_links_redirect_url_check
    CHECK (redirect_url ~ '^https?://'),
  ALTER COLUMN bookings_count TYPE integer,
  ADD CONSTRAINT booking_links_bookings_count_check
    CHECK (bookings_count >= 0);
ALTER TABLE bookings
  ALTER COLUMN guest_email TYPE varchar(254),
  ADD CONSTRAINT bookings_guest_email_check
    CHECK (guest_email ~ '^[^\s@]+@[^\s@]+$'),
  ALTER COLUMN token_hash TYPE bytea, ADD CONSTRAINT bookings_token_hash_check CHECK (length(token_hash) = 32),
  ALTER COLUMN token_nonce TYPE bytea, ADD CONSTRAINT bookings_token_nonce_check CHECK (length(token_nonce) = 16),
  ALTER COLUMN sequence TYPE integer, ADD CONSTRAINT bookings_sequence_check CHECK (sequence >= 0),
  ALTER COLUMN buffer_before_minutes TYPE smallint,
  ADD CONSTRAINT bookings_buffer_before_minutes_check
    CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
  ALTER COLUMN buffer_after_minutes TYPE smallint,
  ADD CONSTRAINT bookings_buffer_after_minutes_check
    CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
  ALTER COLUMN guest_name TYPE varchar(200), ADD CONSTRAINT bookings_guest_name_check CHECK (guest_name <> ''),
  ALTER COLUMN further_guests TYPE text[],
  ADD CONSTRAINT bookings_further_guests_check
    CHECK (cardinality(further_guests) <= 20),
  ALTER COLUMN custom_answers TYPE jsonb,
  ADD CONSTRAINT bookings_custom_answers_check
    CHECK (jsonb_typeof(custom_answers) = 'array'),
  ALTER COLUMN status TYPE text,
  ADD CONSTRAINT bookings_status_check
    CHECK (status IN ('pending', 'confirmed', 'cancelled', 'declined', 'completed', 'no_show')),
  ALTER COLUMN cancelled_by TYPE text,
  ADD CONSTRAINT bookings_cancelled_by_check
    CHECK (cancelled_by IN ('guest', 'owner', 'system')),
  ALTER COLUMN idempotency_key TYPE varchar(100),
  ADD CONSTRAINT bookings_idempotency_key_check
    CHECK (idempotency_key <> '');
ALTER TABLE reminders
  ALTER COLUMN minutes_before TYPE integer,
  ADD CONSTRAINT reminders_minutes_before_check
    CHECK (minutes_before BETWEEN 0 AND 525600),
  ALTER COLUMN method TYPE text, ADD CONSTRAINT reminders_method_check CHECK (method IN ('email', 'push')),
  ALTER COLUMN status TYPE text, ADD CONSTRAINT reminders_status_check CHECK (status IN ('pending', 'sent', 'failed'));
ALTER TABLE email_logs
  ALTER COLUMN status TYPE text,
  ADD CONSTRAINT email_logs_status_check
    CHECK (status IN ('queued', 'sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'failed')),
  ALTER COLUMN attempts TYPE smallint, ADD CONSTRAINT email_logs_attempts_check CHECK (attempts >= 0);
ALTER TABLE audit_logs
  ALTER COLUMN status TYPE text, ADD CONSTRAINT audit_logs_status_check CHECK (status IN ('success', 'failure'));

DROP DOMAIN email_address, hex_color, token_digest, token_nonce, count_of_changes, buffer_minutes, lead_minutes,
  event_title, event_status, event_visibility, event_transparency, event_response, event_origin, event_uid,
  event_sync_status, link_title, link_slug, link_minutes, link_further_minutes, link_availability, link_days_ahead,
  link_limit, link_seats, link_place, link_questions, link_reminders, link_redirect, link_bookings, booking_guest,
  booking_companions, booking_answers, booking_status, booking_party, booking_key, reminder_method, reminder_status,
  letter_status, letter_attempts, audit_status;
