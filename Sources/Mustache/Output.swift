/// The bytes of a page while it is written: a plain buffer, for an array asks at each append who else holds it.
struct Output: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int
  /// The margins of all routines under way, one behind the other.
  private var margins: [UInt8] = []
  private var marginStart = 0

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  static func bytes(of text: String, escaped: Bool) -> [UInt8] {
    var output = Output(capacity: text.utf8.count)
    output.write(text, escaped: escaped)
    return output.bytes
  }

  /// What was written so far.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Puts what was written behind what is there.
  func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
  }

  mutating func write(_ text: borrowing String, escaped: Bool) {
    text.utf8Span.span.withUnsafeBufferPointer { utf8 in
      if escaped { writeEscaped(utf8) } else { write(utf8) }
    }
  }

  mutating func write(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { write($0) }
  }

  private mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress else { return }
    makeRoom(for: bytes.count)
    (start + count).initialize(from: from, count: bytes.count)
    count += bytes.count
  }

  private mutating func makeRoom(for more: Int) {
    if capacity - count < more { grow(for: more) }
  }

  private mutating func grow(for more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: start, count: count)
    start.deallocate()
    start = larger
  }
}

// MARK: - Margins

extension Output {
  /// Where the margins stood before one was entered.
  struct Place {
    fileprivate let start: Int
    fileprivate let count: Int
  }

  mutating func writeMargin() {
    let margins = margins
    write(margins.span.extracting(marginStart...))
  }

  /// From here on lines come with this margin.
  mutating func enter(_ margin: Margin) -> Place {
    let place = Place(start: marginStart, count: margins.count)
    let callers = margin.isOnTop ? margins[marginStart...] : []
    marginStart = margins.count
    margins.append(contentsOf: callers)
    margins.append(contentsOf: margin.indent)
    return place
  }

  mutating func leave(to place: Place) {
    marginStart = place.start
    margins.removeLast(margins.count - place.count)
  }
}

// MARK: - Escaping

extension Output {
  /// Goes by words of eight bytes: each is copied as it is, and counts up to its first special character.
  private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    guard let first = text.baseAddress else { return }
    // As if every byte became the longest entity, and a last word that is written over the end of the text.
    makeRoom(for: text.count * Entity.longest + UInt64.width)
    var from = UnsafeRawPointer(first)
    var to = UnsafeMutableRawPointer(start + count)
    var left = text.count
    while left > 0 {
      let word = UInt64(bytesAt: from, left, of: text.count)
      to.storeBytes(of: word, as: UInt64.self)
      let clean = min(word.bytesBeforeSpecial, left)
      to += clean
      from += clean
      left -= clean
      if clean < UInt64.width, left > 0 {
        to += Entity.write(from.load(as: UInt8.self), to: to)
        from += 1
        left -= 1
      }
    }
    count = to - UnsafeMutableRawPointer(start)
  }
}

/// What stands in HTML for a character that means something there, in text as in attributes.
private enum Entity {
  /// `&quot;`
  static let longest = 6

  /// Writes the entity; how long it is.
  static func write(_ byte: UInt8, to: UnsafeMutableRawPointer) -> Int {
    let entity: StaticString
    switch byte {
    case UInt8(ascii: "&"): entity = "&amp;"
    case UInt8(ascii: "\""): entity = "&quot;"
    case UInt8(ascii: "'"): entity = "&#39;"
    case UInt8(ascii: "<"): entity = "&lt;"
    default: entity = "&gt;"
    }
    to.copyMemory(from: entity.utf8Start, byteCount: entity.utf8CodeUnitCount)
    return entity.utf8CodeUnitCount
  }
}

extension UInt64 {
  fileprivate static let width = 8
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The bytes that lie there, the first one lowest as on every machine we run on, with zeros where there are fewer
  /// than eight. Of a text that has eight, no byte is fetched alone.
  @inline(__always)
  fileprivate init(bytesAt pointer: UnsafeRawPointer, _ count: Int, of total: Int) {
    if count >= UInt64.width {
      self = pointer.loadUnaligned(as: UInt64.self)
    } else if total >= UInt64.width {
      self = (pointer + count - UInt64.width).loadUnaligned(as: UInt64.self) >> UInt64(8 * (UInt64.width - count))
    } else {
      self = 0
      for i in 0..<count { self |= UInt64(pointer.load(fromByteOffset: i, as: UInt8.self)) << UInt64(8 * i) }
    }
  }

  /// How many of its bytes come before the first of `"&'<>`; 8 if it has none of them.
  fileprivate var bytesBeforeSpecial: Int {
    let quotes = self ^ UInt64.ones &* 0x22
    // & and ' differ in the lowest bit only, < and > in the one above.
    let ampersands = (self | UInt64.ones) ^ UInt64.ones &* 0x27
    let angles = (self | UInt64.ones &* 2) ^ UInt64.ones &* 0x3E
    let found = quotes.zeroBytes | ampersands.zeroBytes | angles.zeroBytes
    return found.trailingZeroBitCount / 8
  }

  /// The highest bit of each byte that is zero. Bytes above the first may be wrong, for the subtraction borrows.
  private var zeroBytes: UInt64 { (self &- UInt64.ones) & ~self & UInt64.highBits }
}
