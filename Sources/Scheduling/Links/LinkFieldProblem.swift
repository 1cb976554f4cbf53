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
  case notAColor
  /// Nothing that a browser could be sent to.
  case notAWebAddress
  /// Stands there twice.
  case repeated(String)
}

/// One field and what is wrong with it.
public struct LinkFieldRefusal: Hashable, Sendable {
  public let field: LinkField
  public let problem: LinkProblem

  public init(_ field: LinkField, _ problem: LinkProblem) {
    self.field = field
    self.problem = problem
  }
}

/// Everything that is wrong with a link's form.
public struct LinkRefusals: Error, Hashable, Sendable {
  public let list: [LinkFieldRefusal]

  public init(_ list: [LinkFieldRefusal]) {
    self.list = list
  }

  public subscript(field: LinkField) -> LinkProblem? {
    list.first { $0.field == field }?.problem
  }
}
