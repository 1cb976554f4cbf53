/// A field of the form a guest fills in.
public enum BookingField: Hashable, Sendable {
  case start, duration, zone, key
  case name, email, phone, notes
  /// Further guests' addresses.
  case guests
  /// A question of the link's own, by its id.
  case answer(String)
  /// Why somebody cancels or declines.
  case reason
}

/// What is wrong with what stands in a field. The words for it are the faces' own.
public enum FieldProblem: Hashable, Sendable {
  case missing
  case tooLong(limit: Int)
  /// More entries than are taken.
  case tooMany(limit: Int)
  /// Holds characters that nobody types: NUL, control characters, a line break where one line is asked for.
  case unprintable
  case notAnEmail
  /// One entry of several is none.
  case notAmongEmails(String)
  case notAPhone
  case notANumber
  case notAChoice
  /// A length the link does not offer.
  case notOffered
  /// The meeting has fewer seats left than the form asks for.
  case seatsLeft(Int)
  /// The form's key was used for somebody else's booking.
  case usedAlready
}

public typealias Refusal = FieldRefusal<BookingField, FieldProblem>
public typealias Refusals = FieldRefusals<BookingField, FieldProblem>
