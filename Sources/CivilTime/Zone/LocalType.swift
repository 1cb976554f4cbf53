/// What a zone's clocks show for a while: how far ahead of UTC, under which name. (RFC 8536 calls it a local time type.)
struct LocalType: Hashable, Sendable {
  let offset: Int
  let abbreviation: String
  let isSummerTime: Bool

  /// What RFC 8536 says an offset lies in: a day and a bit either way.
  static let offsets = -89_999...93_599
}
