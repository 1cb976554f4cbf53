public import CivilTime

/// A week's hours as they were typed: rows of from and to for each weekday. Used for a schedule's hours and for those a
/// link has of its own.
public struct WeekForm: Hashable, Sendable {
  /// One list per weekday, Sunday first.
  private var days: [[TypedWindow]]

  /// Weekdays that are left out are closed.
  public init(_ rows: [Weekday: [TypedWindow]] = [:]) {
    days = Weekday.allCases.map { rows[$0] ?? [] }
  }

  public subscript(weekday: Weekday) -> [TypedWindow] {
    get { days[weekday.rawValue] }
    set { days[weekday.rawValue] = newValue }
  }

  /// The hours, or every row that is not good, in the order of the week.
  public func read(weekStart: Weekday = .monday) throws(HoursRefusals) -> WeeklyHours {
    var hours = WeeklyHours()
    var wrong: [HoursRefusal] = []
    for weekday in Weekday.week(startingOn: weekStart) {
      do {
        hours[weekday] = try self[weekday].read(.weekday(weekday))
      } catch {
        wrong += error.list
      }
    }
    guard wrong.isEmpty else { throw HoursRefusals(wrong) }
    return hours
  }
}

// What the form's own buttons do; nothing is read or lost by it.
extension WeekForm {
  /// One more row, unless the day has as many as it may.
  public mutating func add(_ row: TypedWindow = .empty, to weekday: Weekday) {
    if self[weekday].count < TypedWindow.mostADay { self[weekday].append(row) }
  }

  /// Nothing where there is no such row.
  public mutating func remove(_ row: Int, of weekday: Weekday) {
    if self[weekday].indices.contains(row) { self[weekday].remove(at: row) }
  }

  /// The rows of one day in place of those of others.
  public mutating func copy(_ weekday: Weekday, to others: Set<Weekday>) {
    for other in others where other != weekday { self[other] = self[weekday] }
  }
}
