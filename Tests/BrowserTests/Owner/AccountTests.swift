import Crypto
import FoundationEssentials
import TestSupport
import Testing

extension Pages {
  /// The way to a desk of one's own, and the pages about oneself there. Each form is refused once.
  @Suite(.serialized) struct `an account` {
    static let readers = [Reader(), Reader(width: 320, height: 640, isDark: true)]
    private static let password = "a long sentence"

    @Test(arguments: readers)
    func `is made, confirmed and forgotten the password of`(reader: Reader) async throws {
      let (name, email) = Self.newcomer(reader)
      try await Stage.seat(reader) { browser in
        try await Stage.forgetTries()
        try await browser.visit("/signup")
        try await browser.look("sign-up", reader)
        try await browser.refuse(
          "sign-up", [("#username", "<\(name)>"), ("#email", "\(name)@"), ("#password", "short")], reader)
        try await browser.signUp(name, Self.password)
        try await browser.look("written", reader)

        try await browser.visit("/verify/\(try await Stage.letter("verification", to: name))")
        try await browser.look("verify", reader)
        try await browser.refuse("verify", [("#password", "another sentence")], reader)
        try await browser.fill("#password", Self.password)
        try await browser.go("main form .button")
        #expect(try await browser.path == "/app")

        try await browser.visit("/forgot")
        try await browser.look("forgot", reader)
        try await browser.refuse("forgot", [("#login", " ")], reader)
        try await browser.retype("#login", email)
        try await browser.go("main form .button")
        #expect(try await browser.text("h1") == "Look into your mail")
        try await browser.visit("/reset/\(try await Stage.letter("reset", to: name))")
        try await browser.look("reset", reader)
        try await browser.refuse("reset", [("#password", "short")], reader)
        try await browser.fill("#password", "a new sentence")
        try await browser.go("main form .button")
        try await browser.look("sign-in", reader)

        try await browser.refuse("sign-in", [("#login", name), ("#password", Self.password)], reader)
        try await browser.fill("#password", "a new sentence")
        try await browser.go("main form .button")
        #expect(try await browser.path == "/app")
      }
    }

    @Test(arguments: readers)
    func `is looked after, closed and opened again`(reader: Reader) async throws {
      let (name, _) = Self.newcomer(reader)
      try await Stage.seat(reader) { browser in
        try await Stage.forgetTries()
        try await browser.signIn(name, "a new sentence")
        try await browser.visit("/app/settings")
        try await browser.look("profile", reader)
        try await browser.refuse("profile", [("#first_name", "Lan"), ("#username", "<x>")], reader)
        try await browser.retype("#username", name)
        try await browser.go("main form .button")
        #expect(try await browser.text("[role=status]") == "Saved.")
        // A phone's bar has no room for it.
        try await browser.go(reader.isPhone ? ".leave .button" : ".rail .foot button")
        #expect(try await browser.path == "/login?done=signed_out")
        try await browser.signIn(name, "a new sentence")

        try await browser.visit("/app/settings/sign-in")
        try await browser.look("sign-in-settings", reader)
        let (email, password) = ("[aria-labelledby=email-heading]", "[aria-labelledby=password-heading]")
        try await browser.refuse(
          "email", [("#email", "nobody"), ("#email-current", "guess")], by: "\(email) form .button", reader)
        try await browser.refuse(
          "password", [("#password-current", "guess"), ("#password", "another sentence")],
          by: "\(password) form .button", reader)
        try await browser.visit("/app/activity")
        try await browser.look("activity", reader)

        try await browser.visit("/app/settings/data")
        try await browser.look("data", reader)
        try await browser.refuse("data", [("#current", "guess")], reader)
        try await browser.fill("#current", "a new sentence")
        try await browser.go("main form .button")
        #expect(try await browser.path == "/login?done=closed")
        try await browser.signIn(name, "a new sentence")
        try await browser.look("reopen", reader)
        try await browser.go("main form .button")
        #expect(try await browser.path == "/app")
      }
    }

    @Test func `is made by a keyboard alone, and stands before its first link`() async throws {
      try await Stage.seat { browser in
        try await Stage.forgetTries()
        let keys = Keys(browser)
        try await browser.visit("/signup")
        for (field, text) in [("username", "keys"), ("email", "keys@example.org"), ("password", "short")] {
          try await keys.press(Key.tab, until: "#\(field)")
          try await browser.type(text)
        }
        try await keys.press(Key.enter)
        try await browser.wait(until: "document.querySelector('[role=alert]')")
        try await keys.press(Key.tab, until: "a[href=\"#password\"]")
        try await keys.press(Key.enter)
        try await browser.wait(until: "document.activeElement.id === 'password'")
        try await browser.type(Self.password)
        try await keys.press(Key.enter)
        try await browser.wait(until: "document.querySelector('h1').textContent === 'Look into your mail'")
        try await browser.visit("/verify/\(try await Stage.letter("verification", to: "keys"))")
        // Who it is need not be said again.
        try await keys.press(Key.tab, until: "#password")
        try await browser.type(Self.password)
        try await keys.press(Key.enter)
        try await browser.wait(until: "location.pathname === '/app'")
        try await keys.press(Key.tab, until: "a[href=\"/app/links/new\"]")
        try await keys.press(Key.enter)
        try await browser.wait(until: "location.pathname === '/app/links/new'")
        #expect(try await browser.focused == "title")
      }
    }

    private static func newcomer(_ reader: Reader) -> (name: String, email: String) {
      let name = reader.isPhone ? "phone-lan" : "desk-lan"
      return (name, "\(name)@example.org")
    }
  }
}

extension Browser {
  fileprivate func signUp(_ name: String, _ password: String) async throws {
    try await retype("#username", name)
    try await retype("#email", "\(name)@example.org")
    try await fill("#password", password)
    try await go("main form .button")
    #expect(try await text("h1") == "Look into your mail")
  }

  fileprivate func signIn(_ name: String, _ password: String) async throws {
    try await visit("/login")
    try await fill("#login", name)
    try await fill("#password", password)
    try await go("main form .button")
  }
}

extension Stage {
  /// The token of a letter to somebody, as if it had just been written.
  fileprivate static func letter(_ kind: String, to name: String) async throws -> String {
    let token = Token.random()
    let change = """
      UPDATE users SET \(kind)_token_hash = '\\x\(Hex.encode(token.digest.bytes))', \(kind)_expires_at = '2027-01-01'
      WHERE username = '\(name)' RETURNING id
      """
    let output = try await server.run(["db", change]).output
    let words = output.split { !($0.isHexDigit || $0 == "-") }
    let owner = try #require(words.compactMap { UUID(uuidString: String($0)) }.first)
    return LinkToken(owner: owner, token: token).text
  }
}
