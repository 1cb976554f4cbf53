/// Header fields in the form they have on the wire, with a small index: a request's head is kept as it came, and
/// writing a response's is one append. What cannot be written safely cannot get in.
public struct Headers: Sendable {
  /// The lines, perhaps with other bytes of a received head before and after.
  private var storage: [UInt8]
  private var entries: [Entry]
  /// Whether `storage` is these fields' lines and nothing else, each as `append` writes it.
  private var isCompact: Bool
  /// Whether there may be one of the fields that are `ResponseWriter`'s own.
  private(set) var mayFrame: Bool

  /// Where one field lies in the storage.
  struct Entry: Sendable {
    var nameStart: UInt32
    var nameLength: UInt32
    /// From the end of the name to the start of the value: the colon and what blanks follow it.
    var gap: UInt32
    var valueLength: UInt32

    var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameLength) }
    var value: Range<Int> {
      let start = name.upperBound + Int(gap)
      return start..<start + Int(valueLength)
    }
  }

  public init() {
    storage = []
    entries = []
    isCompact = true
    mayFrame = false
  }

  /// The fields of a received head.
  init(in head: [UInt8], entries: [Entry]) {
    storage = head
    self.entries = entries
    isCompact = false
    mayFrame = true
  }

  public var count: Int { entries.count }
  public var isEmpty: Bool { entries.isEmpty }

  // MARK: Asking

  /// The value of the first field of that name.
  public subscript(name: FieldName) -> String? {
    firstIndex(of: name).map { text(at: entries[$0].value) }
  }

  /// The values of all fields of that name, in order.
  public func values(_ name: FieldName) -> [String] {
    indices(of: name).map { text(at: entries[$0].value) }
  }

  /// The bytes of the first field of that name, without a copy.
  public func bytes(_ name: FieldName) -> ArraySlice<UInt8>? {
    firstIndex(of: name).map { storage[entries[$0].value] }
  }

  /// The bytes of all fields of that name, in order.
  func allBytes(_ name: FieldName) -> [ArraySlice<UInt8>] {
    indices(of: name).map { storage[entries[$0].value] }
  }

  /// Lends the bytes of all fields of that name, in order.
  func withFields<Result>(_ name: FieldName, _ body: ([Slice<UnsafeBufferPointer<UInt8>>]) -> Result) -> Result {
    storage.withUnsafeBufferPointer { bytes in
      body(indices(of: name).map { bytes[entries[$0].value] })
    }
  }

  public func contains(_ name: FieldName) -> Bool {
    firstIndex(of: name) != nil
  }

  /// Whether the fields of that name, each a list with commas, have this member; without a copy.
  public func list(_ name: FieldName, has member: StaticString) -> Bool {
    storage.withUnsafeBufferPointer { bytes in
      var start = 0
      while let index = index(of: name, from: start) {
        var rest = bytes[entries[index].value]
        while let end = rest.firstIndex(of: Byte.comma) {
          if rest[..<end].trimmed.equalsIgnoringCase(member) { return true }
          rest = rest[(end + 1)...]
        }
        if rest.trimmed.equalsIgnoringCase(member) { return true }
        start = index + 1
      }
      return false
    }
  }

  private func firstIndex(of name: FieldName) -> Int? {
    index(of: name, from: 0)
  }

  private func indices(of name: FieldName) -> [Int] {
    var found: [Int] = []
    while let next = index(of: name, from: found.last.map { $0 + 1 } ?? 0) { found.append(next) }
    return found
  }

  /// The first field of that name from `start` on. Most fields cost a look at the length of their name.
  private func index(of name: FieldName, from start: Int) -> Int? {
    var wanted = name.text
    return wanted.withUTF8 { wanted in
      storage.withUnsafeBufferPointer { bytes in
        for index in start..<entries.count where entries[index].nameLength == wanted.count {
          let found = UnsafeBufferPointer(rebasing: bytes[entries[index].name])
          if found.equalsIgnoringCase(wanted) { return index }
        }
        return nil
      }
    }
  }

  private func text(at range: Range<Int>) -> String {
    String(decoding: storage[range], as: UTF8.self)
  }

  // MARK: Changing

  /// Adds a field. A control byte in `value` is written as a space, so that no value can end its line; blanks at its
  /// ends are dropped, as every reader would.
  public mutating func add(_ name: FieldName, _ value: String) {
    var value = value
    value.withUTF8 { add(name, bytes: $0) }
  }

  public mutating func add(_ name: FieldName, _ number: Int) {
    var digits: [UInt8] = []
    digits.append(decimal: Int64(number))
    digits.withUnsafeBufferPointer { add(name, bytes: $0) }
  }

  public mutating func add(_ name: FieldName, bytes: some BidirectionalCollection<UInt8>) {
    compact()
    if ResponseWriter.writesItself(name) { mayFrame = true }
    let start = storage.count
    storage.append(contentsOf: name.text.utf8)
    storage.append(": ")
    let valueStart = storage.count
    storage.append(contentsOf: bytes.trimmed { $0.isBlank || $0.isForbiddenControl })
    for index in valueStart..<storage.count where storage[index].isForbiddenControl { storage[index] = Byte.space }
    entries.append(
      Entry(
        nameStart: UInt32(start), nameLength: UInt32(name.text.utf8.count), gap: 2,
        valueLength: UInt32(storage.count - valueStart)))
    storage.append("\r\n")
  }

  /// Makes `value` the only one of that name.
  public mutating func set(_ name: FieldName, _ value: String) {
    remove(name)
    add(name, value)
  }

  public mutating func set(_ name: FieldName, _ number: Int) {
    remove(name)
    add(name, number)
  }

  /// Removes every field of that name.
  public mutating func remove(_ name: FieldName) {
    let dropped = indices(of: name)
    guard !dropped.isEmpty else { return }
    rebuild(keeping: entries.indices.filter { !dropped.contains($0) })
  }

  /// Leaves nothing but the fields' own lines in the storage.
  private mutating func compact() {
    if !isCompact { rebuild(keeping: Array(entries.indices)) }
  }

  private mutating func rebuild(keeping kept: [Int]) {
    var lines: [UInt8] = []
    var index: [Entry] = []
    for entry in kept.map({ entries[$0] }) {
      let moved = Entry(
        nameStart: UInt32(lines.count), nameLength: entry.nameLength, gap: 2, valueLength: entry.valueLength)
      lines.append(contentsOf: storage[entry.name])
      lines.append(": ")
      lines.append(contentsOf: storage[entry.value])
      lines.append("\r\n")
      index.append(moved)
    }
    storage = lines
    entries = index
    isCompact = true
  }

  // MARK: Writing

  /// Appends every field as a line.
  func append(to output: inout [UInt8]) {
    if isCompact {
      output.append(contentsOf: storage)
    } else {
      var compacted = self
      compacted.compact()
      output.append(contentsOf: compacted.storage)
    }
  }
}

extension Headers: Sequence {
  /// Name and value of each field, in order.
  public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
    entries.lazy.map { (name: text(at: $0.name), value: text(at: $0.value)) }.makeIterator()
  }
}

extension Headers: Equatable {
  /// Whether both would be written alike.
  public static func == (left: Headers, right: Headers) -> Bool {
    var first: [UInt8] = []
    var second: [UInt8] = []
    left.append(to: &first)
    right.append(to: &second)
    return first == second
  }
}
