public import Postgres

/// All that is kept of an owner, as one JSON document: every row that is theirs by the names of its columns. Left out are
/// secrets and what is made of them, which would open doors and tell nothing; and the bytes of letters and the picture,
/// which have pages of their own.
public enum OwnData {
  public static func document(of owner: UserID) -> Query {
    """
    SELECT jsonb_pretty(jsonb_build_object(
      'account', (SELECT to_jsonb(u) - '{password_hash,verification_token_hash,reset_token_hash,new_email_token_hash,\
    avatar}'::text[] FROM users u WHERE u.id = \(owner)),
      'access_tokens', (SELECT coalesce(jsonb_agg(to_jsonb(t) - '{user_id,token_hash}'::text[] ORDER BY t.id), '[]')
        FROM access_tokens t WHERE t.user_id = \(owner)),
      'sessions', (SELECT coalesce(jsonb_agg(to_jsonb(t) - '{user_id,token_hash}'::text[] ORDER BY t.id), '[]')
        FROM sessions t WHERE t.user_id = \(owner)),
      'calendars', (SELECT coalesce(jsonb_agg(to_jsonb(t) - '{user_id,sync_token}'::text[] ORDER BY t.id), '[]')
        FROM calendars t WHERE t.user_id = \(owner)),
      'events', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.start_time, t.id), '[]')
        FROM events t WHERE t.user_id = \(owner)),
      'event_attendees', (SELECT coalesce(jsonb_agg(
          to_jsonb(t) - '{user_id,invitation_nonce,invitation_token_hash}'::text[] ORDER BY t.id), '[]')
        FROM event_attendees t WHERE t.user_id = \(owner)),
      'reminders', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.id), '[]')
        FROM reminders t WHERE t.user_id = \(owner)),
      'availability_schedules', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.id), '[]')
        FROM availability_schedules t WHERE t.user_id = \(owner)),
      'availability_hours', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.id), '[]')
        FROM availability_hours t WHERE t.user_id = \(owner)),
      'availability_overrides', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.id), '[]')
        FROM availability_overrides t WHERE t.user_id = \(owner)),
      'booking_links', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.id), '[]')
        FROM booking_links t WHERE t.user_id = \(owner)),
      'bookings', (SELECT coalesce(jsonb_agg(
          to_jsonb(t) - '{user_id,idempotency_key,token_nonce,token_hash,searched}'::text[]
          ORDER BY t.slot_start, t.id), '[]')
        FROM bookings t WHERE t.user_id = \(owner)),
      'email_logs', (SELECT coalesce(jsonb_agg(to_jsonb(t) - '{user_id,view,message}'::text[] ORDER BY t.id), '[]')
        FROM email_logs t WHERE t.user_id = \(owner)),
      'audit_logs', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'user_id' ORDER BY t.created_at, t.id), '[]')
        FROM audit_logs t WHERE t.user_id = \(owner))))
    """
  }
}
