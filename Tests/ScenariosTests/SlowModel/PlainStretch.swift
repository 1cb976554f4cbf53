/// `[start, end)`; where the end does not lie after the start, it has no length.
struct PlainStretch: Equatable, Sendable {
  var start: PlainInstant
  var end: PlainInstant

  var hasLength: Bool { start < end }

  /// Half-open: touching is not overlapping.
  func overlaps(_ other: PlainStretch) -> Bool {
    start < other.end && other.start < end
  }
}
