import Testing

// The demo owner at their own desk.
extension Browser {
  func signIn() async throws {
    try await visit("/login")
    try await fill("#login", "demo")
    try await fill("#password", try Stage.password)
    try await follow("main .button")
  }

  /// Everything a reader would have to scroll sideways for; none there should be.
  var overflow: Int {
    get async throws {
      try await Int(script("return document.documentElement.scrollWidth - innerWidth").number ?? -1)
    }
  }

  var focused: String {
    get async throws {
      try await script("const e = document.activeElement; return e.id || e.className || e.tagName").string ?? ""
    }
  }
}
