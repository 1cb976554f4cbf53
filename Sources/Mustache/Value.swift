/// Data of any shape, as JSON has it: what a letter's template is given, which waits in the database until it is sent.
public enum Value: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([Value])
  case object([String: Value])

  /// Everything the view's keys reach.
  public init<V: View>(_ view: V) {
    self = withUnsafePointer(to: view) { V.keys.table.value(of: UnsafeRawPointer($0)) }
  }

  /// Whether a section shows: not for nothing, no, an empty list and an empty text.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .flag(let flag): flag
    case .number: true
    case .text(let text): !text.isEmpty
    case .list(let list): !list.isEmpty
    case .object: true
    }
  }

  /// What a variable shows; lists and objects show nothing.
  var shown: String {
    switch self {
    case .null, .list, .object: ""
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .text(let text): text
    }
  }

  subscript(key: String) -> Value? {
    if case .object(let values) = self { values[key] } else { nil }
  }
}

extension Value: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Value].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: Value].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .object(let values): try container.encode(values)
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral text: String) { self = .text(text) }
  public init(booleanLiteral flag: Bool) { self = .flag(flag) }
  public init(integerLiteral number: Int) { self = .number(Double(number)) }
  public init(floatLiteral number: Double) { self = .number(number) }
  public init(arrayLiteral list: Value...) { self = .list(list) }
  public init(dictionaryLiteral values: (String, Value)...) { self = .object(Dictionary(values) { $1 }) }
  public init(nilLiteral: ()) { self = .null }
}
