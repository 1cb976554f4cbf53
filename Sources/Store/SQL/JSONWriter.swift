internal import Crypto
internal import Glibc
internal import Postgres

/// Writes JSON (RFC 8259) straight into bytes, in the order told: for what is written with every booking, where a coder
/// would cost more than all the rest.
struct JSONWriter: ~Copyable {
  /// From C's `realloc`: Swift's own `allocate` sees to an alignment that bytes need not have, by a slower way.
  private var bytes = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  private var count = 0
  private var needsComma = false

  deinit {
    free(bytes.baseAddress)
  }

  var text: JSONText { JSONText(Array(bytes[..<count])) }

  mutating func object(_ members: (inout JSONWriter) -> Void) {
    beginObject()
    members(&self)
    endObject()
  }

  mutating func beginObject() { open(UInt8(ascii: "{")) }
  mutating func endObject() { close(UInt8(ascii: "}")) }

  mutating func array<Element>(_ elements: [Element], _ element: (inout JSONWriter, Element) -> Void) {
    open(UInt8(ascii: "["))
    for item in elements { element(&self, item) }
    close(UInt8(ascii: "]"))
  }

  /// Names of members are our own and need no escaping.
  mutating func name(_ name: StaticString) {
    begin(name.utf8CodeUnitCount + 3)
    quote { writer in name.withUTF8Buffer { writer.put($0) } }
    put(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { text in
      begin(text.count * Self.longestEscape + 2)
      quote { $0.putEscaped(text) }
    }
  }

  /// A word of our own, as ids are and the names of things, which needs no escaping.
  mutating func word(_ word: String) {
    var word = word
    word.withUTF8 { word in
      begin(word.count + 2)
      quote { $0.put(word) }
    }
  }

  mutating func number(_ number: Int64) {
    begin(Self.longestNumber)
    put(decimal: number)
  }

  mutating func flag(_ isSo: Bool) {
    begin(Self.longestFlag)
    for sign in (isSo ? "true" : "false").utf8 { put(sign) }
  }

  /// Of the object that is being written, those that were written before by themselves.
  mutating func members(_ written: borrowing JSONWriter) {
    begin(written.count)
    put(UnsafeBufferPointer(rebasing: written.bytes[..<written.count]))
  }

  /// What a letter's facts take, and little enough to be had from memory quickly.
  private static let usualCapacity = 960
  /// As `-9223372036854775808`.
  private static let longestNumber = 20
  private static let longestFlag = 5
  /// As `\u001f`.
  private static let longestEscape = 6
}

// What is put stands in room that `begin` made for it.
extension JSONWriter {
  /// Begins the next thing, of at most so many bytes, with a comma before it where one belongs there.
  @inline(__always)
  private mutating func begin(_ longest: Int) {
    if bytes.count - count <= longest { grow(by: longest + 1) }
    if needsComma { put(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    begin(1)
    put(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    needsComma = false
    begin(1)
    put(bracket)
  }

  private mutating func grow(by more: Int) {
    let capacity = max(Self.usualCapacity, bytes.count * 2, count + more)
    guard let wider = realloc(bytes.baseAddress, capacity) else { fatalError("no memory left for a text") }
    bytes = UnsafeMutableBufferPointer(start: wider.assumingMemoryBound(to: UInt8.self), count: capacity)
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    bytes.initializeElement(at: count, to: byte)
    count += 1
  }

  @inline(__always)
  private mutating func put(_ more: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count - count >= more.count, "more bytes than there is room for")
    _ = bytes.extracting(count...).update(fromContentsOf: more)
    count += more.count
  }

  @inline(__always)
  private mutating func quote(_ content: (inout JSONWriter) -> Void) {
    put(UInt8(ascii: "\""))
    content(&self)
    put(UInt8(ascii: "\""))
  }

  /// Few texts hold anything that is written differently: what lies before it and behind it goes over in one piece.
  private mutating func putEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var rest = text
    while let special = rest.firstIndex(where: Self.needsEscape) {
      put(rest.extracting(..<special))
      put(escaped: rest[special])
      rest = rest.extracting((special + 1)...)
    }
    put(rest)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func put(escaped byte: UInt8) {
    put(UInt8(ascii: "\\"))
    if byte >= 0x20 { return put(byte) }
    for sign in "u00".utf8 { put(sign) }
    put(Hex.digit(byte >> 4))
    put(Hex.digit(byte & 0xF))
  }

  private mutating func put(decimal number: Int64) {
    if number < 0 { put(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestNumber) { digits in
      var (rest, start) = (number.magnitude, digits.count)
      repeat {
        start -= 1
        digits.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      put(UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}

// Members of an object, by name.
extension JSONWriter {
  mutating func member(_ name: StaticString, _ text: String) {
    self.name(name)
    self.text(text)
  }

  mutating func member(_ name: StaticString, word: String) {
    self.name(name)
    self.word(word)
  }

  mutating func member(_ name: StaticString, _ number: Int64) {
    self.name(name)
    self.number(number)
  }

  mutating func member(_ name: StaticString, _ isSo: Bool) {
    self.name(name)
    flag(isSo)
  }

  mutating func member(_ name: StaticString, _ texts: [String]) {
    self.name(name)
    array(texts) { $0.text($1) }
  }

  mutating func member(_ name: StaticString, _ members: (inout JSONWriter) -> Void) {
    self.name(name)
    object(members)
  }
}
