/// A time of day without a zone, to the second. 24:00 exists too, as the end of a window or of a day.
public struct LocalTime: Hashable, Comparable, Sendable {
  private let seconds: Int32

  public static let secondsPerDay = 86_400

  /// 00:00, and 24:00, where the day after it begins.
  public static let midnight = LocalTime(trusted: 0)
  public static let endOfDay = LocalTime(trusted: secondsPerDay)

  /// 0 … 86,400.
  public init?(secondOfDay: Int) {
    guard (0...Self.secondsPerDay).contains(secondOfDay) else { return nil }
    self.init(trusted: secondOfDay)
  }

  /// Nil for a time the day does not have; 24:00:00 is the last.
  public init?(hour: Int, minute: Int, second: Int = 0) {
    guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
    self.init(secondOfDay: hour * 3_600 + minute * 60 + second)
  }

  /// For seconds of a day that are in range by how they were worked out.
  init(trusted secondOfDay: Int) {
    seconds = Int32(secondOfDay)
  }

  public var secondOfDay: Int { Int(seconds) }
  public var hour: Int { secondOfDay / 3_600 }
  public var minute: Int { secondOfDay / 60 % 60 }
  public var second: Int { secondOfDay % 60 }

  public static func < (left: LocalTime, right: LocalTime) -> Bool {
    left.seconds < right.seconds
  }
}
