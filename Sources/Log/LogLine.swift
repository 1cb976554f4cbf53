internal import Reactor

/// A line of the log while its fields are put in.
public struct LogLine {
  private let format: Log.Format
  private let isColoured: Bool
  private var text: [UInt8]
  private var fieldStart = 0
  private var isCut = false

  /// A line is written whole or not at all: this is as much as a pipe takes in one piece (PIPE_BUF).
  static let maximumLength = 4096
  /// Longer values say nothing that their beginning does not.
  static let maximumValueLength = 1024
  /// Kept free for what a line ends with.
  private static let endLength = 32

  /// A line that is written into `room`, an empty array that has some already.
  init(
    _ format: Log.Format, _ level: Log.Level, at wall: Int64, _ message: StaticString, in room: [UInt8],
    inColour: Bool
  ) {
    self.format = format
    isColoured = inColour && format == .text
    text = room
    switch format {
    case .text: beginText(level, wall, message)
    case .json: beginJSON(level, wall, message)
    }
  }

  // MARK: Fields

  public mutating func add(_ name: StaticString, _ value: LogValue) {
    switch value {
    case .string(let string): add(name, string)
    case .bytes(let bytes): bytes.withUnsafeBytes { add(name, bytes: $0) }
    case .int(let number): add(name, number)
    case .bool(let flag): addToken(name, flag ? "true" : "false")
    case .duration(let duration): add(name, microseconds: duration.nanoseconds / 1000)
    }
  }

  public mutating func add(_ name: StaticString, _ string: String) {
    var string = string
    string.withUTF8 { add(name, bytes: UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(_ name: StaticString, _ token: StaticString) {
    token.withUTF8Buffer { add(name, bytes: UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(_ name: StaticString, bytes: UnsafeRawBufferPointer) {
    begin(name)
    let isWhole = bytes.count <= LogLine.maximumValueLength
    let shown = UnsafeRawBufferPointer(rebasing: bytes.prefix(LogLine.maximumValueLength))
    switch format {
    case .text: appendText(shown, isWhole: isWhole)
    case .json: appendJSON(shown, isWhole: isWhole)
    }
    end()
  }

  public mutating func add(_ name: StaticString, _ number: Int) {
    begin(name)
    text.append(decimal: number)
    end()
  }

  /// A length of time: `12.345ms` for people, a whole number of microseconds under `name_us` for machines.
  public mutating func add(_ name: StaticString, microseconds: Int64) {
    switch format {
    case .text:
      begin(name)
      text.append(decimal: Int(microseconds / 1000))
      text.append(UInt8(ascii: "."))
      text.append(digits: Int(abs(microseconds % 1000)), width: 3)
      text.append(static: "ms")
    case .json:
      begin(name, suffix: "_us")
      text.append(decimal: Int(microseconds))
    }
    end()
  }

  private mutating func addToken(_ name: StaticString, _ token: StaticString) {
    begin(name)
    text.append(static: token)
    end()
  }

  /// The whole text, this line at its end. A line that had to lose fields says so.
  consuming func ended() -> [UInt8] {
    switch format {
    case .text:
      if isCut { text.append(static: " cut=true") }
    case .json:
      if isCut { text.append(static: ",\"cut\":true") }
      text.append(UInt8(ascii: "}"))
    }
    text.append(UInt8(ascii: "\n"))
    return text
  }

  // MARK: The frame

  private mutating func begin(_ name: StaticString, suffix: StaticString = "") {
    fieldStart = text.count
    switch format {
    case .text:
      text.append(UInt8(ascii: " "))
      if isColoured { text.append(static: "\u{1B}[2m") }
      text.append(static: name)
      text.append(UInt8(ascii: "="))
      if isColoured { text.append(static: "\u{1B}[0m") }
    case .json:
      text.append(static: ",\"")
      text.append(static: name)
      text.append(static: suffix)
      text.append(static: "\":")
    }
  }

  /// Takes the field out again when the line would no longer fit into one piece.
  private mutating func end() {
    guard text.count > LogLine.maximumLength - LogLine.endLength else { return }
    text.removeLast(text.count - fieldStart)
    isCut = true
  }

  private mutating func beginText(_ level: Log.Level, _ wall: Int64, _ message: StaticString) {
    if isColoured { text.append(static: level.colour) }
    text.append(timeOfDay: wall)
    text.append(static: level.column)
    if isColoured { text.append(static: "\u{1B}[0m") }
    text.append(static: message)
    for _ in message.utf8CodeUnitCount..<max(message.utf8CodeUnitCount, LogLine.messageWidth) {
      text.append(UInt8(ascii: " "))
    }
  }

  private mutating func beginJSON(_ level: Log.Level, _ wall: Int64, _ message: StaticString) {
    text.append(static: "{\"time\":\"")
    text.append(timestamp: wall)
    text.append(static: "\",\"level\":\"")
    text.append(static: level.name)
    text.append(static: "\",\"message\":\"")
    text.append(static: message)
    text.append(UInt8(ascii: "\""))
  }

  /// Most messages are shorter, so that the fields of neighbouring lines begin in one column.
  private static let messageWidth = 24

  private mutating func appendText(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) {
    let needsQuotes = !isWhole || !LogEscaping.isPlainWord(bytes)
    if needsQuotes { text.append(UInt8(ascii: "\"")) }
    LogEscaping.append(bytes, to: &text, as: .text)
    if !isWhole { text.append(static: "…") }
    if needsQuotes { text.append(UInt8(ascii: "\"")) }
  }

  private mutating func appendJSON(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) {
    text.append(UInt8(ascii: "\""))
    LogEscaping.append(bytes, to: &text, as: .json)
    if !isWhole { text.append(static: "…") }
    text.append(UInt8(ascii: "\""))
  }
}

extension Log.Level {
  var name: StaticString {
    switch self {
    case .debug: "debug"
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  fileprivate var column: StaticString {
    switch self {
    case .debug: " DEBUG  "
    case .info: " INFO   "
    case .warning: " WARN   "
    case .error: " ERROR  "
    }
  }

  fileprivate var colour: StaticString {
    switch self {
    case .debug: "\u{1B}[2m"
    case .info: "\u{1B}[36m"
    case .warning: "\u{1B}[33m"
    case .error: "\u{1B}[31m"
    }
  }
}
