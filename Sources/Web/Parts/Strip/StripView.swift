internal import Mustache

/// The drawing of a day, ready to be written: places in percent, so that the text in it keeps its size.
struct StripView: View {
  let above: String
  let below: String?
  /// The same in words.
  let label: String
  let height: String
  let marks: [MarkView]
  let marksBelow: [MarkView]
  let bands: [BandView]
  let free: [BlockView]
  let freeTop: String
  let freeHeight: String
  let pick: BlockView?
  let pickHeight: String

  static let keys: Keys<Self> = [
    "above": .text(\.above),
    "below": .text(\.below),
    "label": .text(\.label),
    "height": .text(\.height),
    "marks": .list(\.marks),
    "marks_below": .list(\.marksBelow),
    "bands": .list(\.bands),
    "free": .list(\.free),
    "free_top": .text(\.freeTop),
    "free_height": .text(\.freeHeight),
    "pick": .view(\.pick),
    "pick_height": .text(\.pickHeight),
  ]
}

/// An hour beside a band.
struct MarkView: View {
  let x: String
  /// Whether its `start`, `mid` or `end` is at its place.
  let anchor: String
  let text: String

  static let keys: Keys<Self> = ["x": .text(\.x), "anchor": .text(\.anchor), "text": .text(\.text)]
}

/// A sky.
struct BandView: View {
  let name: String
  let top: String
  let height: String
  let stops: [StopView]

  static let keys: Keys<Self> = [
    "name": .text(\.name),
    "top": .text(\.top),
    "height": .text(\.height),
    "stops": .list(\.stops),
  ]
}

struct StopView: View {
  let offset: String
  let isLight: Bool

  static let keys: Keys<Self> = ["offset": .text(\.offset), "light": .flag(\.isLight)]
}

/// A stretch of the day.
struct BlockView: View {
  let x: String
  let width: String

  static let keys: Keys<Self> = ["x": .text(\.x), "width": .text(\.width)]
}
