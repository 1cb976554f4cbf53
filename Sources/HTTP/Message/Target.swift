/// What a request is about: a path and perhaps a query, kept as they were sent. Only a target whose path decodes to
/// clean segments can exist, so that nobody below has to fear a dot segment or half a character.
public struct Target: Sendable {
  /// The bytes of the whole head; the target lies within.
  private let storage: [UInt8]
  private let pathStart: UInt32
  private let pathEnd: UInt32
  /// Where the query ends; equal to `pathEnd` when there is no question mark.
  private let end: UInt32

  /// The target whose path and query lie in `storage` and were found sound.
  init(storage: [UInt8], path: Range<Int>, end: Int) {
    self.storage = storage
    pathStart = UInt32(path.lowerBound)
    pathEnd = UInt32(path.upperBound)
    self.end = UInt32(end)
  }

  /// The target written as `/path?query` or `*`; nil for anything else, and for a path that is not sound.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first == Byte.slash || text == "*" else { return nil }
    let parsed = bytes.withUnsafeBufferPointer { bytes in
      try? TargetParser(bytes: bytes, method: .options).parse(bytes.indices)
    }
    guard let parsed else { return nil }
    self.init(storage: bytes, path: parsed.path, end: parsed.end)
  }

  /// The path as it was sent; `*` for the server as a whole.
  public var path: String { String(decoding: pathBytes, as: UTF8.self) }

  public var pathBytes: ArraySlice<UInt8> { storage[Int(pathStart)..<Int(pathEnd)] }

  /// `OPTIONS *`: about the server as a whole.
  public var isAsterisk: Bool { storage[Int(pathStart)] == Byte.asterisk }

  /// The path cut at its slashes and decoded: none for `/`, an empty last one for a path that ends in a slash.
  public var segments: [String] {
    guard !isAsterisk, pathEnd - pathStart > 1 else { return [] }
    var segments: [String] = []
    segments.reserveCapacity(4)
    var rest = pathBytes.dropFirst()
    while let slash = rest.firstIndex(of: Byte.slash) {
      segments.append(Target.text(rest[..<slash]))
      rest = rest[(slash + 1)...]
    }
    segments.append(Target.text(rest))
    return segments
  }

  private static func text(_ segment: ArraySlice<UInt8>) -> String {
    let isPlain = !segment.contains(Byte.percent)
    return isPlain
      ? String(decoding: segment, as: UTF8.self) : String(decoding: PercentCoding.decoded(segment), as: UTF8.self)
  }

  /// What follows the question mark, as it was sent; nil without one.
  public var queryBytes: ArraySlice<UInt8>? {
    end > pathEnd ? storage[Int(pathEnd) + 1..<Int(end)] : nil
  }

  /// The query's fields; none without a query.
  public var query: Form { queryBytes.map { Form.parse($0) } ?? Form() }
}

extension Target: Equatable, CustomStringConvertible {
  public static func == (left: Target, right: Target) -> Bool { left.bytes == right.bytes }

  /// Path and query as they were sent.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  private var bytes: ArraySlice<UInt8> { storage[Int(pathStart)..<Int(end)] }
}
