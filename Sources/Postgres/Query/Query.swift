/// A statement with its values, written as a text with holes: `"SELECT name FROM users WHERE id = \(id)"`. What stands
/// in a hole is never part of the SQL: it travels beside it, as `$1`.
///
/// The text around the holes is known to the compiler, so it costs nothing to carry and each connection knows a
/// statement it has prepared before by where its text lies in memory. Printed, it shows its text and no value.
public struct Query: ExpressibleByStringInterpolation, CustomStringConvertible, Sendable {
  /// What the statement is made of, in order.
  enum Part: Sendable {
    case text(Text)
    case parameter(Parameter)
    /// A raw text: where its bytes lie in `values`.
    case raw(offset: Int32, length: Int32)

    /// The same where other values lie before its own.
    fileprivate func moved(by distance: Int32) -> Part {
      switch self {
      case .text: self
      case .parameter(let parameter): .parameter(parameter.moved(by: distance))
      case .raw(let offset, let length): .raw(offset: offset + distance, length: length)
      }
    }
  }

  /// A piece of the program's own text, which stays where it lies: told from others by that.
  struct Text: Hashable, Sendable {
    private let address: UInt
    private let count: Int32

    init(_ text: StaticString) {
      address = UInt(bitPattern: text.utf8Start)
      count = Int32(text.utf8CodeUnitCount)
    }

    fileprivate var word: UInt64 { UInt64(address) }

    var string: String {
      String(decoding: UnsafeBufferPointer(start: UnsafePointer(bitPattern: address), count: Int(count)), as: UTF8.self)
    }
  }

  /// One bound value: where its bytes lie in `values`.
  struct Parameter: Sendable {
    let type: DatabaseType
    /// Negative for NULL.
    let offset: Int32
    let length: Int32

    fileprivate func moved(by distance: Int32) -> Parameter {
      Parameter(type: type, offset: offset < 0 ? offset : offset + distance, length: length)
    }
  }

  private(set) var parts: [Part] = []
  private(set) var parameterCount = 0
  fileprivate(set) var values = BinaryBuffer()
  /// Whether the text is our source's own, so that it may be kept prepared: there are only so many of those.
  private(set) var isConstant = true
  /// Of the parts and of the parameters' types: two statements that are the same have the same.
  private(set) var fingerprint: UInt64 = 0

  init() {}

  public init(stringLiteral text: StaticString) {
    append(text)
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.query
  }

  /// Turns what stands in the holes of a statement into bound values.
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var query = Query()

    /// Bytes of a value: an id's, and a little more than most others take.
    private static let usualLength = 16

    public init(literalCapacity: Int, interpolationCount: Int) {
      query.parts.reserveCapacity(interpolationCount * 2 + 1)
      query.values = BinaryBuffer(capacity: interpolationCount * Self.usualLength)
    }

    public mutating func appendLiteral(_ text: StaticString) {
      query.append(text)
    }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some DatabaseValue) {
      query.bind(value)
    }

    /// Binds a value or NULL.
    public mutating func appendInterpolation<Value: DatabaseValue>(_ value: Value?) {
      query.bind(value)
    }

    /// Takes in another query, its values bound as they were: for a condition that several statements share.
    public mutating func appendInterpolation(_ fragment: Query) {
      query.append(fragment)
    }

    /// Takes in several, with commas between: the rows of a `VALUES`.
    public mutating func appendInterpolation(_ fragments: [Query]) {
      query.values.reserveCapacity(query.values.count + fragments.reduce(0) { $0 + $1.values.count })
      for (index, fragment) in fragments.enumerated() {
        if index > 0 { appendLiteral(", ") }
        query.append(fragment)
      }
    }

    /// Puts a text into the SQL as it is: whoever can choose the text owns the database. For what can't be bound and
    /// comes from our own code alone. Such a statement is not kept prepared.
    public mutating func appendInterpolation(unescapedSQL text: String) {
      query.append(raw: text)
    }
  }
}

extension Query {
  /// A statement whose text was not written in our source, as the whole of a raw hole.
  static func raw(_ text: String) -> Query {
    var query = Query()
    query.append(raw: text)
    return query
  }

  private mutating func append(_ text: StaticString) {
    if text.utf8CodeUnitCount == 0 { return }
    let text = Text(text)
    mix(text.word)
    parts.append(.text(text))
  }

  private mutating func append(raw text: String) {
    let start = values.count
    values.append(bytes: text.utf8)
    parts.append(.raw(offset: Int32(start), length: Int32(values.count - start)))
    isConstant = false
  }

  private mutating func append(_ fragment: Query) {
    let start = Int32(values.count)
    values.append(bytes: fragment.values.bytes)
    parameterCount += fragment.parameterCount
    isConstant = isConstant && fragment.isConstant
    mix(fragment.fingerprint)
    parts.append(addingCapacity: fragment.parts.count) { room in
      for part in fragment.parts { room.append(part.moved(by: start)) }
    }
  }

  private mutating func append(_ parameter: Parameter) {
    mix(UInt64(parameter.type.id))
    parts.append(.parameter(parameter))
    parameterCount += 1
  }

  private mutating func bind<Value: DatabaseValue>(_ value: Value?) {
    guard let value else { return append(Parameter(type: Value.databaseType, offset: -1, length: 0)) }
    bind(value)
  }

  private mutating func bind<Value: DatabaseValue>(_ value: Value) {
    let start = values.count
    value.write(to: &values)
    append(Parameter(type: Value.databaseType, offset: Int32(start), length: Int32(values.count - start)))
  }

  /// One round of multiplying and folding (the multiplier is the golden ratio in 64 bits): quick, and enough to spread
  /// addresses, which no outsider chooses.
  private mutating func mix(_ word: UInt64) {
    let product = (fingerprint ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    fingerprint = product.high ^ product.low ^ word
  }
}

extension Query {
  public var description: String { sql }

  /// The protocol counts values in 16 bits.
  func checkSize() throws(DatabaseError) {
    if parameterCount > 65_535 { throw DatabaseError(.misuse, "a statement takes at most 65,535 values") }
  }

  /// In order; `parameterCount` of them.
  var parameters: [Parameter] {
    parts.compactMap { if case .parameter(let parameter) = $0 { parameter } else { nil } }
  }

  /// The SQL as the server gets it, `$1` and on in place of the values.
  var sql: String {
    var text = ""
    var parameter = 0
    for part in parts {
      switch part {
      case .text(let piece): text += piece.string
      case .parameter:
        parameter += 1
        text += "$\(parameter)"
      case .raw(let offset, let length):
        text += String(decoding: values.bytes[Int(offset)..<Int(offset + length)], as: UTF8.self)
      }
    }
    return text
  }
}
