import CivilTime
import Crypto
import FoundationEssentials
import Postgres
import TestDatabases
import TestSupport
import Testing

extension LettersOfARunningServer {
  /// From the form in a browser to the letter in the Maildir, and back in by the link in it.
  @Suite struct `an account's letters` {
    private static let reader = "lan@example.org"
    private static let password = "a long sentence"

    @Test func `bring in who signed up, and who forgot the password`() async throws {
      try await withHouse(servers: 0) { house in
        let server = try await house.letterServer()
        var browser = Passer(server)
        try await browser.send(
          "/signup", [("username", "lan"), ("email", Self.reader), ("password", Self.password), ("zone", "UTC")])
        #expect(browser.reply?.status == 200)
        try await house.settle(1)
        try await browser.send(try await server.link("/verify/", number: 0), [("password", Self.password)])
        #expect(browser.reply?.field("Location") == "/app")

        var forgetful = Passer(server)
        try await forgetful.send("/forgot", [("login", "lan")])
        try await house.settle(2)
        try await forgetful.send(try await server.link("/reset/", number: 1), [("password", "a new sentence")])
        #expect(forgetful.reply?.field("Location") == "/login?done=reset&login=lan")
        try await house.settle(3)
        try await forgetful.send("/login", [("login", "lan"), ("password", "a new sentence")])
        #expect(forgetful.reply?.field("Location") == "/app")
        #expect(try await browser.get("/app").status == 303)

        let letters = try await server.letters(to: Self.reader)
        #expect(
          letters.map(\.subject) == ["Confirm your address", "Choose a new password", "Your password was changed"])
        #expect(letters.allSatisfy { $0.types == ["text/plain", "text/html"] && $0.event == nil })
        #expect(try await server.end() == .exited(0))
      }
    }

    /// More events than one page of them, as Python's `icalendar` reads them.
    @Test func `are not all an owner takes along: every event comes, readable by others`() async throws {
      try await withHouse(servers: 0) { house in
        let server = try await house.letterServer()
        let hash = try PasswordHash.make(of: Self.password.utf8, cost: 4).text
        let database = house.database
        try await waiting {
          _ = try database.query("UPDATE users SET password_hash = \(hash), email_verified = true")
          _ = try database.query(
            """
            INSERT INTO events (user_id, id, calendar_id, title, start_time, end_time, timezone, blocked, ical_uid)
            SELECT c.user_id, gen_random_uuid(), c.id, 'Số ' || n, s, s + interval '30 minutes',
              (ARRAY ['Europe/Paris', 'Asia/Ho_Chi_Minh', 'America/New_York'])[1 + n % 3],
              tstzrange(s, s + interval '30 minutes'), n::text
            FROM (SELECT * FROM calendars ORDER BY user_id LIMIT 1) c, generate_series(1, 1300) n,
              LATERAL (SELECT timestamptz '2015-01-01 12:00Z' + n * interval '3 days' s) t
            """)
        }
        let owner = try #require(
          try await house.texts("SELECT username FROM users JOIN events ON user_id = users.id LIMIT 1").first)
        var browser = Passer(server)
        try await browser.send("/login", [("login", owner), ("password", Self.password)])
        let file = try await browser.get("/app/settings/data/calento.ics")
        #expect(file.status == 200)
        let process = try ChildProcess("/usr/bin/python3", ["-c", Self.script])
        try await waiting {
          process.write(Data(file.body).base64EncodedString())
          process.closeInput()
        }
        let (ending, output, errors) = try await process.finish()
        #expect(ending == .exited(0), "\(errors)")
        #expect(
          output == "1300 1300 ['America/New_York', 'Asia/Ho_Chi_Minh', 'Europe/Paris'] 2015-01-04 2025-09-05 True\n")
        #expect(try await server.end() == .exited(0))
      }
    }

    private static let script = """
      import base64, datetime, icalendar, sys
      calendar = icalendar.Calendar.from_ical(base64.b64decode(sys.stdin.read()))
      events = calendar.walk("VEVENT")
      names = [part.name for part in calendar.subcomponents]
      starts = sorted(event["DTSTART"].dt.astimezone(datetime.timezone.utc) for event in events)
      zones = sorted(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE"))
      print(len(events), len({str(event["UID"]) for event in events}), zones, starts[0].date(), starts[-1].date(),
          "VTIMEZONE" not in names[names.index("VEVENT"):])
      """
  }
}

/// A browser that keeps its cookies and sends forms as it got them.
private struct Passer {
  let server: CalentoServer
  private var cookies: [String: String] = [:]
  private(set) var reply: CalentoServer.Reply?

  init(_ server: CalentoServer) {
    self.server = server
  }

  /// Opens a page and sends its form.
  mutating func send(_ path: String, _ fields: [(String, String)]) async throws {
    let form = try await get(path)
    keep(form)
    let csrf = HTML(form.body).first("//main//input[@name='csrf']")?["value"] ?? ""
    let answer = try await server.submit(path, [("csrf", csrf)] + fields, headers: headers)
    keep(answer)
    reply = answer
  }

  func get(_ path: String) async throws -> CalentoServer.Reply {
    let headers = headers
    var reply = try await server.get(path, headers: headers)
    for _ in 0..<100 where reply.status == 503 { reply = try await server.get(path, headers: headers) }
    return reply
  }

  private var headers: [String: String] {
    cookies.isEmpty ? [:] : ["Cookie": cookies.map { "\($0)=\($1)" }.joined(separator: "; ")]
  }

  private mutating func keep(_ reply: CalentoServer.Reply) {
    for line in reply.head.split(separator: "\r\n") where line.lowercased().hasPrefix("set-cookie:") {
      let pair = line.dropFirst("set-cookie:".count).drop { $0 == " " }.prefix { $0 != ";" }
        .split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = pair.count == 2 ? String(pair[1]) : ""
    }
  }
}

extension CalentoServer {
  /// Where the link in one of the letters leads, without the house's own address.
  fileprivate func link(_ beginning: String, number: Int) async throws -> String {
    let letter = try await letters()[number]
    let line = letter.text.split(whereSeparator: \.isNewline).first { $0.contains(beginning) }
    guard let line, let start = line.firstRange(of: beginning)?.lowerBound else { throw Unexpected("no \(beginning)") }
    return String(line[start...])
  }
}
