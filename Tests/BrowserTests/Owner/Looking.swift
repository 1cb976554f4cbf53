import TestSupport
import Testing

// What tests of an owner's forms do alike.
extension Browser {
  /// As if the browser had been closed for long.
  func forgetCookies() async throws {
    try await devTools("Network.clearBrowserCookies")
  }

  /// Presses what leads on, once it stands clear of the bar that phones have below.
  func go(_ selector: String) async throws {
    try await script("document.querySelector(`\(selector)`).scrollIntoView({ block: 'center' })")
    try await follow(selector)
  }

  /// Nobody is kept from using the page, and nothing of it lies beside the screen.
  func look(_ what: String, _ reader: Reader) async throws {
    try await photograph("\(what)-\(reader.width)-\(reader.isDark ? "dark" : "light")")
    #expect(try await overflow <= 0, "\(what)")
    guard reader.hasScript else { return }
    let barriers = try await barriers
    #expect(barriers == [], "\(what)")
  }

  /// Types text in place of what stands there.
  func retype(_ selector: String, _ text: String) async throws {
    try await script("document.querySelector(`\(selector)`).value = ''")
    try await fill(selector, text)
  }

  /// Sends a form that can't be taken, past what the browser itself would say of it: the summary has the focus, what was
  /// typed stands there still, but for passwords.
  func refuse(
    _ what: String, _ typed: [(field: String, text: String)], by button: String = "main form .button", _ reader: Reader
  ) async throws {
    for (field, text) in typed { try await retype(field, text) }
    try await script("document.querySelector(`\(button)`).form.noValidate = true")
    try await go(button)
    #expect(try await focused == "notice bad", "\(what)")
    for (field, text) in typed {
      let kept = try await script("const f = document.querySelector(`\(field)`); return [f.type, f.value]").list
      let isSecret = kept.first?.string == "password"
      #expect(kept.last?.string == (isSecret ? "" : text), "\(what) \(field)")
    }
    // Colours and parts of it are the same everywhere: one reader looks closely.
    if !reader.isPhone { try await look("\(what)-refused", reader) }
  }
}

extension Stage {
  /// As many tries as there are readers would be too many for one.
  static func forgetTries() async throws {
    #expect(try await server.run(["db", "DELETE FROM rate_limits"]).ending == .exited(0))
  }
}
