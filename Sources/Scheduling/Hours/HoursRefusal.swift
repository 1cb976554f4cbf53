public import CivilTime

/// A field of the forms by which an owner says when they take meetings.
public enum HoursField: Hashable, Sendable {
  /// What a schedule is called.
  case name
  case zone
  /// An end of one row of hours: the row's place among those of its day.
  case from(HoursDay, row: Int)
  case to(HoursDay, row: Int)
  /// All rows of a day.
  case rows(HoursDay)
  case firstDate, lastDate
}

/// Whose hours a row belongs to.
public enum HoursDay: Hashable, Sendable {
  case weekday(Weekday)
  /// The dates that differ from their weekdays.
  case dates
}

/// What is wrong with hours as they were typed. The words for it are the faces' own.
public enum HoursProblem: Hashable, Sendable {
  case missing
  case tooLong(limit: Int)
  case unprintable
  /// No time of day, or one with seconds.
  case notATime
  /// Rule 6: it ends before it begins, or at once.
  case endsTooEarly(WindowRefusal)
  case tooManyRows(limit: Int)
  case unknownZone
  case notADate
  /// The dates lie behind today.
  case isOver
  case endsBeforeItBegins
  case tooManyDates(limit: Int)
  case tooFar(last: LocalDate)
  case tooManySchedules(limit: Int)
  /// Another schedule is called so.
  case nameTaken
}

public typealias HoursRefusal = FieldRefusal<HoursField, HoursProblem>
public typealias HoursRefusals = FieldRefusals<HoursField, HoursProblem>
