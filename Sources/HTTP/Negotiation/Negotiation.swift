extension Headers {
  /// The language tag among `available` that the client likes best; nil when it likes none. Without a word from the
  /// client it is the first.
  public func preferredLanguage(among available: [String]) -> String? {
    best(.acceptLanguage, among: available) { list, tag in list.languageQuality(tag) }
  }

  /// The media type among `available` (`type/subtype`, in our order) that the client likes best; nil when it takes
  /// none.
  public func preferredType(among available: [String]) -> String? {
    best(.accept, among: available) { list, type in list.typeQuality(type) }
  }

  /// The content coding among `available` that the client likes best; nil when it is to be sent as it is, which is
  /// also what silence means.
  public func preferredCoding(among available: [String]) -> String? {
    guard contains(.acceptEncoding) else { return nil }
    return withFields(.acceptEncoding) { fields in
      let list = QualityList(fields)
      let plain = list.quality { $0.equalsIgnoringCase("identity") } ?? 0
      return Headers.best(available, atLeast: plain, list.codingQuality)
    }
  }

  private func best(_ name: FieldName, among available: [String], _ quality: (QualityList, String) -> Int) -> String? {
    guard contains(name) else { return available.first }
    return withFields(name) { fields in
      let list = QualityList(fields)
      return Headers.best(available, atLeast: 1) { quality(list, $0) }
    }
  }

  /// The first of the best, if that is good enough and liked at all.
  private static func best(_ available: [String], atLeast least: Int, _ quality: (String) -> Int) -> String? {
    var best: String?
    var most = Swift.max(least, 1) - 1
    for candidate in available {
      let quality = quality(candidate)
      if quality > most { (best, most) = (candidate, quality) }
    }
    return best
  }
}

extension QualityList {
  /// By the longest range that is the tag or a beginning of it (RFC 4647 3.4); a longer range of the same language
  /// counts too, since a reader of `vi-VN` reads `vi`.
  fileprivate func languageQuality(_ tag: String) -> Int {
    let tag = tag.utf8
    var bestLength = -1
    var found = 0
    for element in self {
      let range = element.value
      let length: Int
      if range.elementsEqual([Byte.asterisk]) {
        length = 0
      } else if tag.begins(with: range) || Array(range).begins(with: tag) {
        length = Swift.min(range.count, tag.count + 1)
      } else {
        continue
      }
      if length > bestLength || (length == bestLength && element.quality > found) {
        (bestLength, found) = (length, element.quality)
      }
    }
    return found
  }

  /// By the most exact range that covers the type (RFC 9110 12.5.1).
  fileprivate func typeQuality(_ type: String) -> Int {
    let wanted = Array(type.utf8)
    let slash = wanted.firstIndex(of: Byte.slash) ?? wanted.endIndex
    let family = Array(wanted[..<slash]) + [Byte.slash, Byte.asterisk]
    return quality { $0.equalsIgnoringCase(wanted) } ?? quality { $0.equalsIgnoringCase(family) }
      ?? quality { $0.elementsEqual([Byte.asterisk, Byte.slash, Byte.asterisk]) } ?? 0
  }

  fileprivate func codingQuality(_ coding: String) -> Int {
    let isGzip = coding == "gzip"
    return quality { $0.equalsIgnoringCase(coding.utf8) || (isGzip && $0.equalsIgnoringCase("x-gzip")) }
      ?? quality { $0.elementsEqual([Byte.asterisk]) } ?? 0
  }
}

extension Collection<UInt8> {
  /// Whether `prefix` is this language tag or a beginning of it that ends at a hyphen.
  fileprivate func begins(with prefix: some Collection<UInt8>) -> Bool {
    guard prefix.count <= count, !prefix.isEmpty, self.prefix(prefix.count).equalsIgnoringCase(prefix) else {
      return false
    }
    return prefix.count == count || dropFirst(prefix.count).first == Byte.hyphen
  }
}
