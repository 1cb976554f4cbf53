internal import CivilTime
internal import Mail
internal import Outbound
internal import Reactor

/// Everything an operator can choose, read once at start from the environment and `.env`. A value that does not parse
/// stops the start with a line that names it.
struct Settings {
  enum Environment: String {
    case development
    case production
  }

  let environment: Environment
  /// A libpq address; nil is the private cluster.
  let databaseURL: String?
  let baseURL: BaseURL
  let mailRoute: MailRoute
  /// Who letters come from.
  let mailFrom: Mailbox
  let testClock: TestClock?
  let trustedProxies: [String]
  let outbound: AddressGuard
  let writesAccessLog: Bool
  let hasRateLimits: Bool

  var isProduction: Bool { environment == .production }

  /// The system's, or one that reads what a test wants it to.
  var clock: any Clock { testClock?.clock ?? SystemClock() }

  /// Every name there is; `.env.example` lists the same, which a test holds it to.
  static let names = [
    "CALENTO_ENV", "DATABASE_URL", "BASE_URL", "ENCRYPTION_KEY", "ENCRYPTION_KEY_PREVIOUS", "JWT_SECRET", "MAIL_URL",
    "MAIL_FROM", "TEST_CLOCK", "TRUSTED_PROXIES", "OUTBOUND_ALLOW", "ACCESS_LOG", "RATE_LIMITS",
  ]

  init(_ source: SettingsSource) throws {
    environment =
      try source.read("CALENTO_ENV", "development or production") { Environment(rawValue: $0) }
      ?? .development
    databaseURL = source["DATABASE_URL"]
    if environment == .production {
      for name in ["BASE_URL", "ENCRYPTION_KEY", "JWT_SECRET"] where source[name] == nil {
        throw Failure("\(name) must be set in production; .env.example says what it is")
      }
    }
    baseURL = try source.read("BASE_URL", "an address such as https://book.example.com") { BaseURL($0) } ?? .local
    mailRoute = try Settings.mailRoute(source["MAIL_URL"] ?? "maildir:var/mail")
    mailFrom = try source.read(
      "MAIL_FROM", "an address such as Calento <book@example.com>", usually: "Calento <no-reply@localhost>"
    ) { Mailbox($0) }
    testClock = try source.read("TEST_CLOCK", "an instant such as 2026-11-20T09:00:00Z, or @FILE") { TestClock($0) }
    if environment == .production, testClock != nil { throw Failure("TEST_CLOCK is refused in production") }
    trustedProxies = source.list("TRUSTED_PROXIES")
    outbound = AddressGuard(
      allowing: try source.list("OUTBOUND_ALLOW").map { text in
        guard let network = Network(text) else {
          throw Failure("OUTBOUND_ALLOW must be addresses or networks such as 192.168.1.0/24, not '\(text)'")
        }
        return network
      })
    writesAccessLog = try source.readSwitch("ACCESS_LOG", usually: true)
    hasRateLimits = try source.readSwitch("RATE_LIMITS", usually: true)
  }

  /// What is wrong is said without the setting itself, in which there may be a password.
  private static func mailRoute(_ text: String) throws -> MailRoute {
    do {
      return try MailRoute(text)
    } catch {
      throw Failure("MAIL_URL must be smtp://…, smtps://… or maildir:PATH; what is there \(error)")
    }
  }
}

/// Where the outside finds this server; what links in e-mails begin with. No slash at its end.
struct BaseURL {
  let text: String
  let isSecure: Bool

  /// What others know this server's machine by.
  var host: String {
    let host = text.dropFirst(isSecure ? 8 : 7)
    guard let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") else { return String(host) }
    return String(host[..<colon])
  }

  static let local = BaseURL(text: "http://localhost:8080", isSecure: false)

  private init(text: String, isSecure: Bool) {
    self.text = text
    self.isSecure = isSecure
  }

  init?(_ text: String) {
    let isSecure = text.hasPrefix("https://")
    guard isSecure || text.hasPrefix("http://") else { return nil }
    let rest = text.dropFirst(isSecure ? 8 : 7)
    let host = rest.hasSuffix("/") ? rest.dropLast() : rest
    let isPlain = host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "["), UInt8(ascii: "]"):
        true
      default: false
      }
    }
    guard !host.isEmpty, isPlain, (try? WebAddress(String(text))) != nil else { return nil }
    self.init(text: (isSecure ? "https://" : "http://") + host, isSecure: isSecure)
  }
}
