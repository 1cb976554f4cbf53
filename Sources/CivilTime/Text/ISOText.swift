// Dates and times as ISO 8601 writes them in its plain form: 2026-11-23, 09:00, 2026-11-23T09:00:00. Read strictly:
// every digit in its place, nothing before or after.

extension LocalDate: LosslessStringConvertible {
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// `2026-11-23`.
  public init?(utf8 text: Span<UInt8>) {
    guard let date = parse(text, LocalDate.read) else { return nil }
    self = date
  }

  public var description: String { String(decoding: utf8, as: UTF8.self) }

  public func write(to output: inout [UInt8]) {
    let (year, month, day) = parts
    output.append(year, digits: 4)
    output.append(ASCII.hyphen)
    output.append(month, digits: 2)
    output.append(ASCII.hyphen)
    output.append(day, digits: 2)
  }

  private var utf8: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  static func read(_ scanner: inout TextScanner) -> LocalDate? {
    guard let year = scanner.number(digits: 4), scanner.take(ASCII.hyphen),
      let month = scanner.number(digits: 2), scanner.take(ASCII.hyphen),
      let day = scanner.number(digits: 2)
    else { return nil }
    return LocalDate(year: year, month: month, day: day)
  }
}

extension LocalTime: LosslessStringConvertible {
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// `09:00` or `09:00:00`; `24:00` is the last.
  public init?(utf8 text: Span<UInt8>) {
    guard let time = parse(text, LocalTime.read) else { return nil }
    self = time
  }

  /// `09:00`, with seconds only where there are some.
  public var description: String {
    var output: [UInt8] = []
    write(to: &output, seconds: second != 0)
    return String(decoding: output, as: UTF8.self)
  }

  public func write(to output: inout [UInt8], seconds: Bool) {
    output.append(hour, digits: 2)
    output.append(ASCII.colon)
    output.append(minute, digits: 2)
    guard seconds else { return }
    output.append(ASCII.colon)
    output.append(second, digits: 2)
  }

  static func read(_ scanner: inout TextScanner) -> LocalTime? {
    guard let hour = scanner.number(digits: 2), scanner.take(ASCII.colon),
      let minute = scanner.number(digits: 2)
    else { return nil }
    guard scanner.take(ASCII.colon) else { return LocalTime(hour: hour, minute: minute) }
    guard let second = scanner.number(digits: 2) else { return nil }
    return LocalTime(hour: hour, minute: minute, second: second)
  }
}

extension LocalDateTime: LosslessStringConvertible {
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// `2026-11-23T09:00:00` or `2026-11-23T09:00`; a text with an offset is an instant and is refused here.
  public init?(utf8 text: Span<UInt8>) {
    guard let reading = parse(text, LocalDateTime.read) else { return nil }
    self = reading
  }

  /// `2026-11-23T09:00:00`.
  public var description: String {
    var output: [UInt8] = []
    write(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  public func write(to output: inout [UInt8]) {
    date.write(to: &output)
    output.append(ASCII.upperT)
    time.write(to: &output, seconds: true)
  }

  static func read(_ scanner: inout TextScanner) -> LocalDateTime? {
    guard let date = LocalDate.read(&scanner), scanner.take(ASCII.upperT),
      let time = LocalTime.read(&scanner)
    else { return nil }
    return LocalDateTime(date: date, time: time)
  }
}

/// Lets `read` walk over the text, and takes its answer only if nothing is left over.
func parse<Value>(_ text: Span<UInt8>, _ read: (inout TextScanner) -> Value?) -> Value? {
  text.withUnsafeBufferPointer { bytes in
    var scanner = TextScanner(bytes)
    guard let value = read(&scanner), scanner.isAtEnd else { return nil }
    return value
  }
}
