import Crypto
import TestSupport
import Testing

extension Pages {
  /// An owner's second factor, and tokens for programs. One owner has it all: what a test switches on it switches off.
  @Suite(.serialized) struct `keys of an owner` {
    static let readers = [
      Reader(), Reader(width: 320, height: 640, isDark: true), Reader(isDark: true),
      Reader(width: 320, height: 640, hasScript: false),
    ]

    @Test(arguments: readers)
    func `a second factor is set up, asked for, and switched off`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await Stage.forgetTries()
        try await browser.signIn()
        try await browser.visit("/app/settings/security")
        try await browser.look("security-off", reader)
        try await browser.go("main .button")
        try await browser.look("security-password", reader)
        try await browser.fill("#current", try Stage.password)
        try await browser.go("main form .button")
        try await browser.look("security-square", reader)
        let app = try #require(TOTP(secret: base32(try await browser.text("code.secret"))))
        let step = TOTP.step(at: try await Stage.time)

        try await browser.fill("#code", "000000")
        try await browser.go(".digits .button")
        try await browser.look("security-wrong", reader)
        #expect(try await browser.count("[role=alert] a[href='#code']") == 1)
        try await browser.fill("#code", app.code(at: step))
        try await browser.go(".digits .button")
        try await browser.look("security-codes", reader)
        #expect(try await browser.count(".codes li") == 10)
        let recovery = try await browser.text(".codes li:nth-child(1) code")
        try await browser.go("main a.button")
        try await browser.look("security-on", reader)

        try await browser.forgetCookies()
        try await browser.signIn()
        try await browser.look("code", reader)
        // The first step's code was used to switch it on.
        try await browser.fill("#code", app.code(at: step))
        try await browser.go("main .button")
        try await browser.look("code-used", reader)
        try await browser.fill("#code", app.code(at: max(step + 1, TOTP.step(at: try await Stage.time))))
        try await browser.go("main .button")
        #expect(try await browser.path == "/app")

        try await browser.forgetCookies()
        try await browser.signIn()
        try await browser.go("[name=turn]")
        try await browser.look("recovery", reader)
        try await browser.fill("#code", recovery.uppercased())
        try await browser.go("main .button")
        #expect(try await browser.path == "/app")

        try await browser.visit("/app/settings/security/off")
        try await browser.look("security-switch-off", reader)
        try await browser.fill("#current", try Stage.password)
        try await browser.go("main form .button")
        #expect(try await browser.count("[role=status]") == 1)
      }
    }

    @Test(arguments: readers)
    func `a token is made, shown once and revoked`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await Stage.forgetTries()
        try await browser.signIn()
        try await browser.visit("/app/settings/tokens")
        try await browser.look("tokens", reader)
        try await browser.fill("#name", "Nightly backup on the old laptop under the stairs")
        try await browser.fill("#current", "not it")
        try await browser.go("main section form .button")
        try await browser.look("tokens-wrong", reader)
        try await browser.fill("#current", try Stage.password)
        try await browser.go("main section form .button")
        try await browser.look("tokens-made", reader)
        let token = try await browser.text("code.secret")
        let answer = try await Stage.server.get("/api/v1/me", headers: ["Authorization": "Bearer \(token)"])
        #expect(answer.status == 200)
        try await browser.go("main .list .button")
        try await browser.look("tokens-revoke", reader)
        try await browser.go("main form .button")
        #expect(try await browser.count("main .list li") == 0)
        let refused = try await Stage.server.get("/api/v1/me", headers: ["Authorization": "Bearer \(token)"])
        #expect(refused.status == 401)
      }
    }
  }
}

extension Stage {
  /// What the server's clock read when something was last noted or begun, in seconds since 1970.
  fileprivate static var time: Int64 {
    get async throws {
      let asked = """
        SELECT extract(epoch FROM max(at))::bigint
        FROM (SELECT created_at at FROM audit_logs UNION ALL SELECT created_at FROM second_factors) t
        """
      let output = try await server.run(["db", asked]).output
      return try #require(output.split { !$0.isNumber }.compactMap { Int64($0) }.first { $0 > 1_000_000_000 })
    }
  }
}
