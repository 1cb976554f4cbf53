import TestSupport
import Testing

/// Accounts from the shell, beside a server that lets them in.
@Suite struct UserTests {
  @Test func `an account is made with a password that is told once, and lets its owner in`() async throws {
    let server = try await CalentoServer()
    let made = try await server.run(["user", "create", "--email", "lan@example.org", "--username", "lan"])
    #expect(made.ending == .exited(0))
    let password = made.output.split(separator: " ").last.map { $0.filter { !$0.isNewline } } ?? ""
    #expect(password.count == 16)
    #expect(try await server.signsIn("lan", password))
    #expect(try await !server.signsIn("lan", "guess"))

    let again = try await server.run(["user", "create", "--email", "lan@example.org", "--username", "lan-2"])
    #expect(again.ending == .exited(1))
    #expect(again.errors.contains("email: has an account already"))

    let reset = try await server.run(["user", "reset-password", "--username", "lan"])
    let fresh = reset.output.split(separator: " ").last.map { $0.filter { !$0.isNewline } } ?? ""
    #expect(try await !server.signsIn("lan", password))
    #expect(try await server.signsIn("lan", fresh))
    #expect(try await server.end() == .exited(0))
  }

  @Test func `a second factor is switched off from the shell, once, where there is one`() async throws {
    let server = try await CalentoServer()
    _ = try await server.run(["user", "create", "--email", "lan@example.org", "--username", "lan"])
    let off = ["user", "second-factor-off", "--email", "lan@example.org"]
    let none = try await server.run(off)
    #expect(none.ending == .exited(1))
    #expect(none.errors.contains("lan@example.org has no second factor"))
    let statement = "INSERT INTO second_factors (user_id, secret, enabled_at) SELECT id, '\\x00', now() FROM users"
    #expect(try await server.run(["db", statement]).ending == .exited(0))
    let done = try await server.run(off)
    #expect(done.ending == .exited(0))
    #expect(done.output.contains("signs in with the password alone"))
    let left = try await server.run(["db", "SELECT 'left: ' || count(*) FROM second_factors"])
    #expect(left.output.contains("left: 0"))
    let unknown = try await server.run(["user", "second-factor-off", "--username", "nobody"])
    #expect(unknown.errors.contains("there is no account 'nobody'"))
    #expect(try await server.run(["user", "second-factor-off"]).ending == .exited(2))
    #expect(try await server.end() == .exited(0))
  }

  @Test func `the demo owner is let in by the password that was printed`() async throws {
    let server = try await CalentoServer()
    let seeded = try await server.run(["seed", "demo"])
    let password = seeded.output.split(separator: " ").dropFirst(2).first.map { $0.filter { $0 != "," } } ?? ""
    #expect(try await server.signsIn("demo", password))
    #expect(try await server.end() == .exited(0))
  }
}

extension CalentoServer {
  /// Whether the form where one signs in lets somebody through.
  fileprivate func signsIn(_ name: String, _ password: String) async throws -> Bool {
    let form = try await get("/login")
    let csrf = HTML(form.body).first("//input[@name='csrf']")?["value"] ?? ""
    let cookie = form.field("Set-Cookie")?.prefix { $0 != ";" } ?? ""
    let reply = try await post(
      "/login", [("csrf", csrf), ("login", name), ("password", password)], headers: ["Cookie": String(cookie)])
    return reply.status == 303 && reply.field("Location") == "/app"
  }
}
