/// A second reader of codes, written after ISO/IEC 18004 and not after libqrencode: it takes the drawing apart as a
/// camera would that sees it straight and whole. It knows the sizes that addresses need, and doubts everything else.
struct QRReader {
  struct Doubt: Error {
    let description: String

    init(_ description: String) { self.description = description }
  }

  private let side: Int
  private let dark: Set<[Int]>

  /// The modules of a drawing that is one path of rectangles a module high, a margin around them.
  init(svg: String, margin: Int) throws {
    let runs = svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/)
    var dark: Set<[Int]> = []
    for run in runs {
      guard let x = Int(run.1), let y = Int(run.2), let length = Int(run.3), run.3 == run.4 else {
        throw Doubt("no rectangle: \(run.0)")
      }
      for column in x..<x + length { dark.insert([y - margin, column - margin]) }
    }
    self.dark = dark
    side = (dark.map { $0[1] }.max() ?? -1) + 1
    guard side >= 21, (side - 17) % 4 == 0, dark.allSatisfy({ $0[0] >= 0 && $0[1] >= 0 }) else {
      throw Doubt("\(side) modules a side")
    }
  }

  private var version: Int { (side - 17) / 4 }

  func text() throws -> String {
    let mask = try mask()
    let shape = try Shape.of(version)
    var bits = data(unmaskedBy: mask)
    bits.removeLast(bits.count % 8)
    let words = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    return try Self.bytes(of: shape.data(from: words), isLong: version >= 10)
  }

  // MARK: The symbol

  /// Which of the eight patterns was laid over the data: it stands beside the upper left corner, with its own check.
  private func mask() throws -> Int {
    let places =
      (0...5).map { [8, $0] } + [[8, 7], [8, 8], [7, 8]] + (0...5).reversed().map { [$0, 8] }
    let told = places.reduce(0) { $0 << 1 | (dark.contains($1) ? 1 : 0) } ^ 0b101_0100_0001_0010
    var check = told & ~0b11_1111_1111
    for bit in (10...14).reversed() where check >> bit & 1 == 1 { check ^= 0b101_0011_0111 << (bit - 10) }
    guard check == told & 0b11_1111_1111 else { throw Doubt("format is unsound") }
    guard told >> 13 == 0 else { throw Doubt("another level than M") }
    return told >> 10 & 0b111
  }

  private static func isMasked(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
    switch mask {
    case 0: (row + column) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (row + column) % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3) % 2 == 0
    default: ((row + column) % 2 + row * column % 3) % 2 == 0
    }
  }

  /// Two columns at a time, from the right, up and down by turns; the column of timing is left out.
  private func data(unmaskedBy mask: Int) -> [Bool] {
    var bits: [Bool] = []
    var isUpward = true
    for pair in stride(from: side - 1, to: 0, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
      for step in 0..<side {
        let row = isUpward ? side - 1 - step : step
        for column in [pair, pair - 1] where !isFunction(row, column) {
          bits.append(dark.contains([row, column]) != Self.isMasked(mask, row, column))
        }
      }
      isUpward.toggle()
    }
    return bits
  }

  /// Where something else stands than data: corners and their formats, timing, versions, small squares.
  private func isFunction(_ row: Int, _ column: Int) -> Bool {
    if row == 6 || column == 6 { return true }
    if row < 9, column < 9 || column >= side - 8 { return true }
    if row >= side - 8, column < 9 { return true }
    if version >= 7, min(row, column) < 6, max(row, column) >= side - 11 { return true }
    let centres = Shape.centres[version] ?? []
    return centres.contains { y in
      centres.contains { x in
        let isInCorner = (x == 6 && y == 6) || (x == 6 && y == side - 7) || (x == side - 7 && y == 6)
        return !isInCorner && abs(row - y) <= 2 && abs(column - x) <= 2
      }
    }
  }

  // MARK: The text

  /// One stretch of bytes, and then nothing.
  private static func bytes(of data: [UInt8], isLong: Bool) throws -> String {
    let bits = data.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    func number(_ range: Range<Int>) -> Int { bits[range].reduce(0) { $0 << 1 | Int($1) } }
    guard number(0..<4) == 0b0100 else { throw Doubt("not written in bytes") }
    let head = isLong ? 20 : 12
    let count = number(4..<head)
    guard head + count * 8 <= bits.count else { throw Doubt("\(count) bytes don't fit") }
    let bytes = (0..<count).map { UInt8(number(head + $0 * 8..<head + $0 * 8 + 8)) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Doubt("no text") }
    return text
  }
}

/// How the words of a size are parted into blocks, at level M (ISO/IEC 18004, table 9).
private struct Shape {
  let check: Int
  let blocks: [Int]

  static let centres: [Int: [Int]] = [
    2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42], 9: [6, 26, 46],
    10: [6, 28, 50],
  ]

  static func of(_ version: Int) throws -> Shape {
    switch version {
    case 1: Shape(check: 10, blocks: [16])
    case 2: Shape(check: 16, blocks: [28])
    case 3: Shape(check: 26, blocks: [44])
    case 4: Shape(check: 18, blocks: [32, 32])
    case 5: Shape(check: 24, blocks: [43, 43])
    case 6: Shape(check: 16, blocks: [27, 27, 27, 27])
    case 7: Shape(check: 18, blocks: [31, 31, 31, 31])
    case 8: Shape(check: 22, blocks: [38, 38, 39, 39])
    case 9: Shape(check: 22, blocks: [36, 36, 36, 37, 37])
    case 10: Shape(check: 26, blocks: [43, 43, 43, 43, 44])
    default: throw QRReader.Doubt("version \(version) is not known here")
    }
  }

  /// The blocks one after the other, each found sound by its own check words.
  func data(from words: [UInt8]) throws -> [UInt8] {
    guard words.count == blocks.reduce(0, +) + check * blocks.count else {
      throw QRReader.Doubt("\(words.count) words")
    }
    var rest = words[...]
    var parts = blocks.map { _ in [UInt8]() }
    for place in 0..<(blocks.max() ?? 0) {
      for index in blocks.indices where place < blocks[index] { parts[index].append(rest.removeFirst()) }
    }
    for _ in 0..<check {
      for index in blocks.indices { parts[index].append(rest.removeFirst()) }
    }
    guard parts.allSatisfy(isSound) else { throw QRReader.Doubt("a block is unsound") }
    return zip(parts, blocks).flatMap { $0.prefix($1) }
  }

  /// Read as a polynomial over GF(256), a sound block is nothing at the first powers of two.
  private func isSound(_ block: [UInt8]) -> Bool {
    var power: UInt8 = 1
    for _ in 0..<check {
      if block.reduce(UInt8(0), { Self.product($0, power) ^ $1 }) != 0 { return false }
      power = Self.product(power, 2)
    }
    return true
  }

  /// In the field whose modulus is x⁸ + x⁴ + x³ + x² + 1.
  private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (result, left, right) = (0, Int(left), right)
    while right > 0 {
      if right & 1 == 1 { result ^= left }
      left = left << 1 ^ (left & 0x80 == 0 ? 0 : 0x11D)
      right >>= 1
    }
    return UInt8(result)
  }
}
