public import CivilTime
public import Postgres

/// `former_usernames`: what owners were called before. Whoever comes by such a name is led on, until somebody else has it.
public enum FormerUsernames {
  /// How many are kept of one owner: nobody is to hold names in store.
  static let most = 5

  /// Before an owner gets another name: keeps the one they have, and forgets their oldest.
  public static func keep(of owner: UserID, besides username: String, until end: Instant) -> [Query] {
    [
      """
      INSERT INTO former_usernames (username, user_id, held_until)
      SELECT username, id, \(end) FROM users WHERE id = \(owner) AND username <> \(username)
      """,
      """
      DELETE FROM former_usernames WHERE username IN (
        SELECT username FROM former_usernames WHERE user_id = \(owner)
        ORDER BY held_until DESC, username OFFSET \(most))
      """,
    ]
  }

  /// After a name has become an owner's, in the same transaction: refused, with all that was written along, where it is
  /// held for another owner. Only then, so that nobody slips in between.
  public static func give(_ username: String, to owner: UserID, at now: Instant) -> [Query] {
    [
      """
      UPDATE former_usernames
      SET user_id = CASE WHEN user_id = \(owner) OR held_until <= \(now) THEN \(owner) END
      WHERE username = \(username)
      """,
      "DELETE FROM former_usernames WHERE username = \(username)",
    ]
  }

  public static func isHeld(_ username: String, at now: Instant) -> Query {
    "SELECT EXISTS (SELECT FROM former_usernames WHERE username = \(username) AND held_until > \(now))"
  }

  /// What an owner is called now who had that name.
  public static func present(of username: String) -> Query {
    """
    SELECT u.username FROM former_usernames f JOIN users u ON u.id = f.user_id
    WHERE f.username = \(username) AND u.status = 'active' AND u.deleted_at IS NULL
    """
  }
}
