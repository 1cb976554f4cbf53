/// The fields of a query or of a form's body (`application/x-www-form-urlencoded`), decoded, in the order they came.
/// Reading never fails: an unsound escape stays as it is, what is no text becomes U+FFFD.
public struct Form: Sendable {
  /// Names and values, decoded, one after the other.
  private var storage: [UInt8] = []
  private var fields: [Field] = []
  /// Whether there were more fields than `fieldLimit`; the rest was left out.
  public private(set) var isCutShort = false

  private struct Field: Sendable {
    let name: Range<Int>
    let value: Range<Int>
  }

  /// How many fields are kept: more than any page of ours has, few enough to search one by one.
  public static let fieldLimit = 1000

  static let mediaType: StaticString = "application/x-www-form-urlencoded"

  public init() {}

  public static func parse(_ bytes: ArraySlice<UInt8>) -> Form {
    var form = Form()
    form.storage.reserveCapacity(bytes.count)
    form.fields.reserveCapacity(8)
    var rest = bytes
    while !rest.isEmpty {
      let pair = rest.prefix { $0 != Byte.ampersand }
      rest = rest[pair.endIndex...].dropFirst()
      if pair.isEmpty { continue }
      guard form.fields.count < fieldLimit else {
        form.isCutShort = true
        break
      }
      let cut = pair.firstIndex(of: Byte.equals) ?? pair.endIndex
      let name = form.decode(pair[..<cut])
      let value = form.decode(pair[cut...].dropFirst())
      form.fields.append(Field(name: name, value: value))
    }
    return form
  }

  private mutating func decode(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
    let start = storage.count
    PercentCoding.appendDecoded(bytes, plusIsSpace: true, to: &storage)
    return start..<storage.count
  }

  /// Whether nothing in it is anything but the signs of ASCII, NUL not among them.
  public var isPlain: Bool { storage.allSatisfy { $0 < 0x80 && $0 != 0 } }

  public var count: Int { fields.count }
  public var isEmpty: Bool { fields.isEmpty }

  /// The value of the first field of that name.
  public subscript(name: String) -> String? {
    fields.first { matches($0, name) }.map { text($0.value) }
  }

  /// The values of all fields of that name, in order.
  public func values(_ name: String) -> [String] {
    fields.filter { matches($0, name) }.map { text($0.value) }
  }

  /// What those fields hold whose names begin so, by the rest of their names, in order.
  public func values(below prefix: String) -> [(name: String, value: String)] {
    fields.filter { storage[$0.name].starts(with: prefix.utf8) }.map { field in
      (name: text(field.name.dropFirst(prefix.utf8.count)), value: text(field.value))
    }
  }

  private func matches(_ field: Field, _ name: String) -> Bool {
    guard field.name.count == name.utf8.count else { return false }
    let (written, wanted) = (storage.span.extracting(field.name), name.utf8.span)
    return wanted.indices.allSatisfy { written[$0] == wanted[$0] }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decodingText: storage[range])
  }
}

extension Form: Sequence {
  public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
    fields.lazy.map { (name: text($0.name), value: text($0.value)) }.makeIterator()
  }
}
