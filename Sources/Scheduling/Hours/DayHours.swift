/// The windows of one date, in order and apart. Rule 4: those that overlap or touch are merged before anything else,
/// so that 09:00–12:00 and 12:00–17:00 are one window with one grid.
public struct DayHours: Hashable, Sendable {
  public let windows: [Window]

  public static let closed = DayHours([])

  /// In any order.
  public init(_ windows: [Window]) {
    var merged: [Window] = []
    for window in windows.sorted(by: { $0.start < $1.start }) {
      if let last = merged.last, window.start <= last.end {
        merged[merged.count - 1] = Window(from: last.start, to: max(last.end, window.end))
      } else {
        merged.append(window)
      }
    }
    self.windows = merged
  }

  public var isClosed: Bool { windows.isEmpty }
}
