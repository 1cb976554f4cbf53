/// Which part of a representation a request wants (RFC 9110 14).
public enum ByteRange: Sendable, Equatable {
  /// All of it: nothing else was asked, or what was asked is not worth cutting.
  case whole
  case part(Range<Int64>)
  /// 416: there is nothing where the request points.
  case unsatisfiable

  /// Chooses for `head` from `size` bytes in the state that `validators` tell. Several ranges are answered by the one
  /// range they join to, or by everything.
  public static func choose(for head: RequestHead, size: Int64, _ validators: Validators) -> ByteRange {
    guard head.method == .get, let field = head.headers.bytes(.range), validators.admitsPart(head),
      let specs = parse(field)
    else { return .whole }
    let satisfiable = specs.compactMap { $0.resolved(size) }
    if satisfiable.isEmpty { return .unsatisfiable }
    return joined(satisfiable).map { $0 == 0..<size ? .whole : .part($0) } ?? .whole
  }

  /// More than this many in one request is an attack or a mistake.
  private static let rangeLimit = 16

  /// What the field asks for; nil when it is not a sound list of byte ranges, which is then to be ignored.
  private static func parse(_ field: ArraySlice<UInt8>) -> [Spec]? {
    guard let cut = field.firstIndex(of: Byte.equals), field[..<cut].equalsIgnoringCase("bytes") else { return nil }
    let pieces = field[(cut + 1)...].split(separator: Byte.comma).map(\.trimmed).filter { !$0.isEmpty }
    guard !pieces.isEmpty, pieces.count <= rangeLimit else { return nil }
    var specs: [Spec] = []
    for piece in pieces {
      guard let spec = Spec(piece) else { return nil }
      specs.append(spec)
    }
    return specs
  }

  /// The one range that these are when they overlap or touch; nil when there is a gap.
  private static func joined(_ ranges: [Range<Int64>]) -> Range<Int64>? {
    let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
    guard var joined = sorted.first else { return nil }
    for range in sorted.dropFirst() {
      guard range.lowerBound <= joined.upperBound else { return nil }
      joined = joined.lowerBound..<max(joined.upperBound, range.upperBound)
    }
    return joined
  }

  /// `0-499`, `500-`, `-500`
  private enum Spec {
    case from(Int64, through: Int64?)
    case last(Int64)

    init?(_ piece: ArraySlice<UInt8>) {
      guard let hyphen = piece.firstIndex(of: Byte.hyphen) else { return nil }
      let (before, after) = (piece[..<hyphen], piece[(hyphen + 1)...])
      if before.isEmpty {
        guard let length = Spec.number(after) else { return nil }
        self = .last(length)
        return
      }
      guard let first = Spec.number(before) else { return nil }
      if after.isEmpty {
        self = .from(first, through: nil)
        return
      }
      guard let last = Spec.number(after), last >= first else { return nil }
      self = .from(first, through: last)
    }

    /// Digits; what no file reaches counts as the largest number there is room for.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
      guard !bytes.isEmpty, bytes.allSatisfy(\.isDigit) else { return nil }
      let digits = bytes.drop { $0 == Byte.zero }
      guard digits.count <= 18 else { return 999_999_999_999_999_999 }
      return digits.reduce(0) { $0 * 10 + Int64($1 - Byte.zero) }
    }

    func resolved(_ size: Int64) -> Range<Int64>? {
      switch self {
      case .from(let first, let last):
        guard first < size else { return nil }
        return first..<min(last.map { $0 + 1 } ?? size, size)
      case .last(let length):
        guard length > 0 else { return nil }
        return max(0, size - length)..<size
      }
    }
  }
}

extension Response {
  /// This response with only `range` of its body, as 206.
  public func part(_ range: Range<Int64>) -> Response {
    var part = self
    let size = body.count
    switch body {
    case .empty: break
    case .bytes(let bytes): part.body = .bytes(Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)]))
    case .file(let file): part.body = .file(file.part(range))
    }
    part.status = .partialContent
    part.headers.set(.contentRange, "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
    return part
  }

  /// The answer to a range outside of `size` bytes.
  public static func rangeNotSatisfiable(size: Int64) -> Response {
    var response = Response(status: .rangeNotSatisfiable)
    response.headers.add(.contentRange, "bytes */\(size)")
    return response
  }
}
