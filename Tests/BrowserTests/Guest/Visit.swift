/// What guests do on the demo owner's pages.
extension Browser {
  static let intro = "/demo/intro"

  /// Opens a month and waits until it stands in the reader's own zone.
  func openMonth(_ path: String = intro, in zone: String = "Europe/Paris") async throws {
    try await visit(path)
    try await wait(until: "document.getElementById('tz')?.value === '\(zone)'")
  }

  /// Picks the first time of the day that is open.
  func pickTime() async throws {
    try await follow("a.slot")
  }

  /// Answers all that has to be answered.
  func fillIn(name: String = "Ada Lovelace", email: String = "ada@example.org") async throws {
    try await fill("#name", name)
    try await fill("#email", email)
    if try await count("#answer-1") > 0 { try await fill("#answer-1", "The spring catalogue") }
  }

  func send() async throws {
    try await follow("#form .button")
  }

  /// Books the first time there is; gives the booking's path.
  func book(_ path: String = intro) async throws -> String {
    try await visit(path + "?tz=Europe/Paris")
    try await pickTime()
    try await fillIn()
    try await send()
    return try await self.path
  }

  /// Whether the top of the first such element is on the screen.
  func isInSight(_ selector: String) async throws -> Bool {
    try await script(
      "const { top } = document.querySelector('\(selector)').getBoundingClientRect(); return top >= 0 && top < innerHeight"
    ).isTrue
  }
}
