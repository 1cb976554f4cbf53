import Mail
import Reactor
import TestSupport
import Testing

@Suite struct MailRouteTests {
  @Test(arguments: [
    ("maildir:var/mail", "maildir", "maildir:var/mail"), ("maildir:/srv/mail", "maildir", "maildir:/srv/mail"),
    ("smtp://localhost", "smtp", "smtp://localhost:25"),
    ("smtp://mail.example.com", "smtp", "smtp://mail.example.com:587"),
    ("smtps://anna:secret@mail.example.com", "smtp", "smtps://mail.example.com:465"),
    ("smtp://anna:p%40ss@mail.example.com:2525", "smtp", "smtp://mail.example.com:2525"),
  ])
  func `a setting names a way, and shows no password`(setting: String, name: String, shown: String) throws {
    let pool = try BlockingPool(threads: 1)
    defer { pool.stop() }
    let route = try MailRoute(setting)
    #expect(route.description == shown)
    #expect(route.transport(pool: pool, greeting: "calento.example").name == name)
  }

  @Test func `what stands in the way of letters is found without one`() async throws {
    let scratch = ScratchFolder()
    try scratch.write("", to: "file")
    let pool = try BlockingPool(threads: 1)
    defer { pool.stop() }
    func obstacle(_ setting: String) async throws -> String? {
      try await MailRoute(setting).obstacle(pool: pool, greeting: "calento.example")
    }
    #expect(try await obstacle("maildir:\(scratch.path)") == nil)
    #expect(try await obstacle("maildir:\(scratch.path)/not/yet/there") == nil)
    #expect(try await obstacle("maildir:not/yet/there") == nil)
    #expect(try await obstacle("maildir:\(scratch.path)/file") == "\(scratch.path)/file is no folder")
    let under = try await obstacle("maildir:\(scratch.path)/file/mail")
    #expect(under == "stat \(scratch.path)/file/mail: Not a directory")
    #expect(try await obstacle("smtp://127.0.0.1:1")?.hasPrefix("the mail server can't be reached: ") == true)
  }

  @Test(arguments: [
    ("", "is not an address"), ("maildir:", "names no folder"), ("/var/mail", "is not an address"),
    ("http://mail.example.com", "must begin with maildir:, smtp:// or smtps://"),
    ("smtp://", "is not an address"), ("smtp://anna@/", "is not an address"),
    ("smtp://mail.example.com/path", "has more than a name, a password, a host and a port"),
    ("smtp://anna:a%0Db@mail.example.com", "has a name or a password that can't be used"),
  ])
  func `what is no way is refused with a reason`(setting: String, reason: String) {
    #expect { try MailRoute(setting) } throws: { "\($0)" == reason }
  }
}
