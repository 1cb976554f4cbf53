/// Names one state of a resource (RFC 9110 8.8.3), so that a client can ask for it only if it changed.
public struct ETag: Hashable, Sendable, CustomStringConvertible {
  /// What stands between the quotes.
  public let tag: String
  /// Says the same, if perhaps in other bytes.
  public let isWeak: Bool

  /// Nil when `tag` holds what may not stand in one.
  public init?(_ tag: String, isWeak: Bool = false) {
    guard tag.utf8.allSatisfy(ETag.isAllowed) else { return nil }
    self.tag = tag
    self.isWeak = isWeak
  }

  /// As the header says it.
  public var description: String { isWeak ? "W/\"\(tag)\"" : "\"\(tag)\"" }

  /// Whether both name the same state byte for byte.
  public func isStrongly(_ other: ETag) -> Bool { !isWeak && !other.isWeak && tag == other.tag }

  /// Whether both name states that say the same.
  public func isWeakly(_ other: ETag) -> Bool { tag == other.tag }

  /// What names the same state in that content coding: not the same bytes, so not the same tag (RFC 9110 8.8.3).
  public func coded(_ coding: String) -> ETag {
    ETag("\(tag)-\(coding)", isWeak: isWeak) ?? self
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte > Byte.space && byte != Byte.quote && byte != Byte.delete
  }

  /// The tag that is all of `bytes`.
  public static func parse(_ bytes: ArraySlice<UInt8>) -> ETag? {
    var rest = bytes.trimmed
    let tag = next(in: &rest)
    return rest.isEmpty ? tag : nil
  }

  /// Takes a tag off the front.
  static func next(in rest: inout ArraySlice<UInt8>) -> ETag? {
    let isWeak = rest.starts(with: "W/".utf8)
    let quoted = isWeak ? rest.dropFirst(2) : rest
    guard quoted.first == Byte.quote else { return nil }
    let tag = quoted.dropFirst().prefix(while: isAllowed)
    guard tag.endIndex < quoted.endIndex, quoted[tag.endIndex] == Byte.quote else { return nil }
    rest = quoted[(tag.endIndex + 1)...]
    return ETag(String(decoding: tag, as: UTF8.self), isWeak: isWeak)
  }
}

/// What `If-Match` and `If-None-Match` name.
enum ETagList: Equatable {
  case any
  case tags([ETag])

  /// What cannot be read names nothing, so that no condition holds by accident.
  static func parse(_ fields: [ArraySlice<UInt8>]) -> ETagList {
    var tags: [ETag] = []
    for field in fields {
      var rest = field.trimmed
      if rest.elementsEqual([Byte.asterisk]) { return .any }
      while true {
        rest = rest.drop { $0.isBlank || $0 == Byte.comma }
        if rest.isEmpty { break }
        guard let tag = ETag.next(in: &rest) else { return .tags([]) }
        rest = rest.drop(while: \.isBlank)
        guard rest.isEmpty || rest.first == Byte.comma else { return .tags([]) }
        tags.append(tag)
      }
    }
    return .tags(tags)
  }

  func contains(_ tag: ETag?, by matches: (ETag, ETag) -> Bool) -> Bool {
    switch self {
    case .any: true
    case .tags(let tags): tag.map { tag in tags.contains { matches($0, tag) } } ?? false
    }
  }
}
