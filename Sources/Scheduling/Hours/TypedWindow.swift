internal import CivilTime

/// A row of from and to as it was typed, nothing of it trusted yet.
public struct TypedWindow: Hashable, Sendable {
  public var from: String
  public var to: String

  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  /// A row that was added and not filled in.
  public static let empty = TypedWindow(from: "", to: "")

  /// More than any day needs, and few enough to be looked at.
  public static let mostADay = 12

  var isEmpty: Bool { from.isBlank && to.isBlank }

  /// Midnight as an end is the one that ends the day: no window could end at the one that begins it.
  fileprivate func read(_ day: HoursDay, row: Int) throws(HoursRefusals) -> Window {
    var wrong: [HoursRefusal] = []
    let start = Self.read(from, .from(day, row: row), &wrong)
    var end = Self.read(to, .to(day, row: row), &wrong)
    guard wrong.isEmpty, let start else { throw HoursRefusals(wrong) }
    if end == .midnight, start != .midnight { end = .endOfDay }
    guard let end else { throw HoursRefusals(wrong) }
    do {
      return try Window(start, end)
    } catch {
      throw HoursRefusals([HoursRefusal(.to(day, row: row), .endsTooEarly(error))])
    }
  }

  private static func read(_ typed: String, _ field: HoursField, _ wrong: inout [HoursRefusal]) -> LocalTime? {
    let time = LocalTime(typed: typed)
    if let time, time.second == 0 { return time }
    wrong.append(HoursRefusal(field, typed.isBlank ? .missing : .notATime))
    return nil
  }
}

extension [TypedWindow] {
  /// Rows that nobody filled in say nothing. Those that overlap or touch are one window (rule 4).
  func read(_ day: HoursDay) throws(HoursRefusals) -> DayHours {
    guard count <= TypedWindow.mostADay else {
      throw HoursRefusals([HoursRefusal(.rows(day), .tooManyRows(limit: TypedWindow.mostADay))])
    }
    var windows: [Window] = []
    var wrong: [HoursRefusal] = []
    for (row, typed) in enumerated() where !typed.isEmpty {
      do {
        windows.append(try typed.read(day, row: row))
      } catch {
        wrong += error.list
      }
    }
    guard wrong.isEmpty else { throw HoursRefusals(wrong) }
    return DayHours(windows)
  }
}

extension String {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
