internal import Mustache

extension FuzzTarget {
  /// A page, its partial `p` and its layout `q`, parted by `~`. What can be bound to a view shows the same as it does
  /// from plain data.
  static let template = FuzzTarget(name: "template") { bytes in
    let texts = bytes.split(separator: UInt8(ascii: "~"), maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let templates = Dictionary(zip(["page", "p", "q"], texts)) { first, _ in first }
    guard let library = try? Library(templates) else { return }
    let shown = (try? library.unbound("page")).map { page in
      Result { () throws(Fault) in try page.render(Value(Knot.whole), in: .none) }
    }
    guard let page = try? library.bind("page", to: Knot.self) else { return }
    let bound = Result { () throws(Fault) in try page.render(Knot.whole, in: .none) }
    precondition(bound == shown, "bound and unbound show the same")
  }
}

/// A view with everything a view can have, and itself inside.
private struct Knot: View {
  var a = "<b> & \"c\""
  var b = ["x", "", "<y>"]
  var c = true
  var d: String?
  var e: [Knot] = []
  var h = "<hr>"

  static let keys: Keys<Self> = [
    "a": .text(\.a), "b": .list(\.b), "c": .flag(\.c), "d": .text(\.d), "e": .list(\.e), "f": .view(\.first),
    "h": .html(\.h),
  ]

  var first: Knot? { e.first }

  static let whole = Knot(e: [Knot(a: "", d: "d", e: [Knot(c: false)]), Knot(b: [], c: false, h: "")])
}
