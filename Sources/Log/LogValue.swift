/// What a field of a log line may hold.
public enum LogValue: Sendable {
  case string(String)
  /// Text as it came from outside, escaped where it is not text at all.
  case bytes([UInt8])
  case int(Int)
  case bool(Bool)
  case duration(Duration)

  /// What went wrong, in the error's own words.
  public static func error(_ error: any Error) -> LogValue { .string("\(error)") }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
