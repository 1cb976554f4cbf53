import Mail
import Reactor
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
