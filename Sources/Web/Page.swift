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

/// A page that only takes a form. Who looks at its address, because a refused form came back there, is led to where the
/// form stands.
struct FormAddress: Page {
  let door: any Page
  let form: Route

  var methods: [Method] { [.get] + door.methods }

  func answer(_ request: Request) -> Answer {
    door.knows(request.method) ? door.answer(request) : .now(.redirect(to: form.address))
  }
}

extension Page {
  func standing(at route: Route) -> any Page {
    route.formPage.map { FormAddress(door: self, form: $0) } ?? self
  }
}
