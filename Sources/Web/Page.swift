internal import HTTP
internal import Server

/// What stands at a route.
protocol Page: Sendable {
  /// The methods it knows. Whoever knows GET knows HEAD, and OPTIONS is answered for all.
  var methods: [Method] { get }

  func answer(_ request: Request) -> Answer
}

extension Page {
  var methods: [Method] { [.get] }

  func knows(_ method: Method) -> Bool {
    methods.contains(method) || (method == .head && methods.contains(.get))
  }

  /// What `Allow` says.
  var allowed: String {
    let known = methods.flatMap { $0 == .get ? [.get, .head] : [$0] } + [.options]
    return known.map(\.name).joined(separator: ", ")
  }
}
