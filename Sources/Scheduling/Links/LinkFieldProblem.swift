public import CivilTime

/// A field of a link's form.
public enum LinkField: Hashable, Sendable {
  case title, slug, description
  case durations, increment, bufferBefore, bufferAfter
  case hours, schedule
  /// A day of the link's own week.
  case day(Weekday)
  case notice, window, daysAhead, firstDate, lastDate, dailyLimit, weeklyLimit, seats
  case color, placeKind, placeDetails
  /// All of them together, and one of them by its place.
  case questions
  case questionLabel(Int)
  case questionKind(Int)
  case questionChoices(Int)
  case reminders, redirect, expires, expiryTime
}

/// What is wrong with what stands in a field of a link's form. The words for it are the faces' own.
public enum LinkProblem: Hashable, Sendable {
  case missing
  case tooLong(limit: Int)
  /// More entries than are taken.
  case tooMany(limit: Int)
  /// Holds characters that nobody types.
  case unprintable
  case notANumber
  case outside(ClosedRange<Int>)
  case notAChoice
  /// Something other than small letters, digits and hyphens between them.
  case notASlug
  /// Another link of the owner has it.
  case taken
  case notADate
  case notATime
  /// Not from–to, or with a time that is none.
  case notHours(String)
  case endsBeforeItBegins
  /// Lies behind the moment it is typed at.
  case isOver
  case notAColor
  /// Nothing that a browser could be sent to.
  case notAWebAddress
  /// Stands there twice.
  case repeated(String)
}

public typealias LinkFieldRefusal = FieldRefusal<LinkField, LinkProblem>
public typealias LinkRefusals = FieldRefusals<LinkField, LinkProblem>
