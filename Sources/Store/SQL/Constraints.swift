public import Postgres

/// What a constraint of the schema refuses, in our words: the one place that knows its names.
public enum Conflict: Hashable, Sendable {
  /// The owner's version moved on since the decision was made.
  case moved
  /// Another meeting of the owner holds some of the time.
  case timeTaken
  /// The form's key made a booking already.
  case keyUsed
  case usernameTaken
  /// A word that stands for a page of the house, or is none of the shape usernames have.
  case usernameUnfit
  case emailTaken
  case slugTaken
  case slugUnfit
}

extension Conflict {
  /// Nil for every error that isn't one of these.
  public init?(_ error: DatabaseError) {
    if error.isNotNullViolation("version"), error.table == "owners" {
      self = .moved
    } else if error.isNotNullViolation("user_id"), error.table == "former_usernames" {
      self = .usernameTaken
    } else if let constraint = error.constraint, let conflict = Self.byConstraint[constraint] {
      self = conflict
    } else {
      return nil
    }
  }

  private static let byConstraint: [String: Conflict] = [
    "events_never_twice": .timeTaken,
    "bookings_once": .keyUsed,
    "users_username_key": .usernameTaken,
    "users_username_free": .usernameUnfit,
    "users_username_check": .usernameUnfit,
    "users_email_key": .emailTaken,
    "booking_links_slug_key": .slugTaken,
    "booking_links_slug_check": .slugUnfit,
  ]
}
