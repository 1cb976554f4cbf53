import Postgres
import Store
import TestDatabases

import struct FoundationEssentials.UUID

/// A database with so many owners and rows that nobody would read all of a table who has an index: 1,000 owners with 3
/// links, 24 events of their own and 12 bookings each.
enum Crowd {
  static let owner = UserID(UUID(uuidString: "00000000-0000-0000-0001-000000000007")!)
  static let link = LinkID(UUID(uuidString: "00000000-0000-0000-0004-000000000015")!)
  static let booking = BookingID(UUID(uuidString: "00000000-0000-0000-0006-000000000054")!)

  static func gather(in database: TestDatabase) throws {
    try database.run(
      """
      CREATE FUNCTION pg_temp.id(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
        $$ SELECT ('00000000-0000-0000-' || lpad(kind::text, 4, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
      INSERT INTO users (id, email, username, password_hash)
        SELECT pg_temp.id(1, n), 'u' || n || '@example.com', 'user-' || n, '-' FROM generate_series(1, 1000) n;
      INSERT INTO owners (user_id) SELECT id FROM users;
      INSERT INTO calendars (user_id, id, name, timezone, is_primary, receives_bookings)
        SELECT id, id, 'Calendar', 'UTC', true, true FROM users;
      INSERT INTO availability_schedules (user_id, id, name, timezone, is_default)
        SELECT id, id, 'Default', 'Europe/Berlin', true FROM users;
      INSERT INTO availability_hours (user_id, id, schedule_id, day_of_week, start_time, end_time)
        SELECT u.id, gen_random_uuid(), u.id, d, '09:00', '17:00' FROM users u, generate_series(1, 5) d;
      INSERT INTO availability_overrides (user_id, id, schedule_id, date)
        SELECT u.id, gen_random_uuid(), u.id, date '2026-11-01' + d * 7 FROM users u, generate_series(1, 6) d;
      INSERT INTO booking_links (user_id, id, title, slug, duration_minutes)
        SELECT pg_temp.id(1, (n + 2) / 3), pg_temp.id(4, n), 'Link ' || n, 'link-' || n, 30
        FROM generate_series(1, 3000) n;
      INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, blocked, ical_uid)
        SELECT pg_temp.id(1, (n + 23) / 24), pg_temp.id(5, n), pg_temp.id(1, (n + 23) / 24), 'Own', s,
          s + interval '30 minutes', 'UTC', tstzrange(s, s + interval '30 minutes'), n::text
        FROM (SELECT n, timestamptz '2025-11-01' + n % 24 * interval '30 days 3 hours' s
          FROM generate_series(1, 24000) n) t;
      INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, blocked, ical_uid, origin)
        SELECT pg_temp.id(1, (n + 11) / 12), pg_temp.id(7, n), pg_temp.id(1, (n + 11) / 12), 'Booked', s,
          s + interval '30 minutes', 'UTC', tstzrange(s, s + interval '30 minutes'), n::text, 'booking'
        FROM (SELECT n, timestamptz '2026-06-01 10:00Z' + n % 12 * interval '30 days' s
          FROM generate_series(1, 12000) n) t;
      INSERT INTO bookings (user_id, id, booking_link_id, event_id, guest_name, guest_email, guest_timezone, guest_locale,
          slot_start, slot_end, buffer_before_minutes, buffer_after_minutes, status, idempotency_key, token_nonce,
          token_hash, searched)
        SELECT e.user_id, pg_temp.id(6, n), pg_temp.id(4, (n + 3) / 4), e.id, 'Ada', 'ada@example.com', 'UTC', 'en',
          e.start_time, e.end_time, 0, 0, CASE WHEN n % 50 = 0 THEN 'confirmed' ELSE 'completed' END, n::text,
          decode(md5(n::text), 'hex'), sha256(n::text::bytea), 'ada ada@example.com'
        FROM (SELECT e.*, row_number() OVER (ORDER BY id) n FROM events e WHERE origin = 'booking') e;
      INSERT INTO event_attendees (user_id, id, event_id, email)
        SELECT user_id, gen_random_uuid(), event_id, guest_email FROM bookings;
      INSERT INTO reminders (user_id, id, booking_id, minutes_before, due_at)
        SELECT user_id, gen_random_uuid(), id, 60, slot_start FROM bookings;
      INSERT INTO email_logs (user_id, id, booking_id, recipient_email, subject, template_name, locale, view, status)
        SELECT user_id, gen_random_uuid(), id, guest_email, 'Confirmed', 'booking_confirmed', 'en', '{}', 'sent'
        FROM bookings;
      INSERT INTO audit_logs (id, user_id, action, resource_type, resource_id)
        SELECT gen_random_uuid(), user_id, 'booking.create', 'booking', id FROM bookings, generate_series(1, 4);
      INSERT INTO sessions (user_id, id, token_hash, expires_at)
        SELECT id, id, sha256(id::text::bytea), '2026-12-01' FROM users;
      INSERT INTO access_tokens (user_id, id, name, token_hash, scopes)
        SELECT id, id, 'Backup', sha256(id::text::bytea), '{read}' FROM users;
      INSERT INTO idempotency_keys (user_id, key, fingerprint, begun_at, created_at, updated_at)
        SELECT id, 'key', sha256(id::text::bytea), '2026-11-20', '2026-11-20', '2026-11-20' FROM users;
      INSERT INTO second_factors (user_id, secret, enabled_at) SELECT id, '', now() FROM users;
      INSERT INTO recovery_codes (user_id, code_hash)
        SELECT id, sha256((id::text || n)::bytea) FROM users, generate_series(1, 10) n;
      INSERT INTO rate_limits (key, busy_until) SELECT sha256(id::text::bytea), '2026-12-01' FROM users;
      ANALYZE;
      """)
  }
}
