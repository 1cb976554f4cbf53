import CivilTime
import Crypto
import Operations
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// What is in an address or a header and not in the form.
  @Suite struct `a hostile request` {
    private static let addresses = [
      "/anna/intro?month=2026-13", "/anna/intro?month=0000-00", "/anna/intro?month=99999-01", "/anna/intro?month=%FF",
      "/anna/intro?date=2026-02-30", "/anna/intro?date=9999-12-31", "/anna/intro?date=-0001-01-01",
      "/anna/intro?date=2026-11-23%00", "/anna/intro?tz=Mars/Olympus", "/anna/intro?tz=../../etc/passwd",
      "/anna/intro?tz=%F0%9F%98%80", "/anna/intro?duration=-1", "/anna/intro?duration=99999999999999999999",
      "/anna/intro?duration=%3Cscript%3E", "/anna/intro?gone=yesterday", "/anna/intro?clock=25", "/anna/intro?&&==&",
      "/anna/intro?month=2026-11&date=2027-01-01&tz=&duration=&clock=", "/anna/intro/zones?tz=%00",
      "/anna/intro/book", "/anna/intro/book?start=", "/anna/intro/book?start=2026-02-30T09:00:00Z",
      "/anna/intro/book?start=2026-11-23T09:00:00%2B99:99", "/anna/intro/book?start=9999-12-31T23:59:59Z",
      "/anna/intro/book?start=-262144-01-01T00:00:00Z", "/anna/intro/book?start=2026-11-23T09:00:00Z&duration=0",
      "/anna/intro/book?start=2026-11-23T09:00:00Z&tz=Nowhere", "/ANNA/INTRO", "/anna/intro/", "/anna/%69ntro",
      "/anna/intro%00", "/anna/%2e%2e/%2e%2e/etc/passwd", "/anna/../bookings", "//anna/intro", "/anna/intro%ff",
      "/anna/'%20OR%201=1", "/anna%0d%0aSet-Cookie:%20evil=1/intro", "/%F0%9F%98%80", "/anna/intro/book/book",
      "/bookings/", "/bookings/..", "/bookings/%00", "/bookings/x/cancel",
    ]

    @Test func `to any address gets a page, a way to one, or a sentence`() async throws {
      try await withHouse(servers: 1) { house in
        let untouched = try await house.tables()
        for address in Self.addresses {
          let reply = try await house.servers[0].read(address)
          #expect([200, 303, 308, 400, 404].contains(reply.status), "\(address) got \(reply.status)")
          #expect(reply.field("Set-Cookie")?.contains("evil") != true)
          if let location = reply.field("Location") {
            #expect(location.hasPrefix("/") && !location.hasPrefix("//"), "\(address) led to \(location)")
            #expect(try await house.servers[0].read(location).status == 200, "\(address) led to \(location)")
          } else {
            #expect(!reply.body.isEmpty)
          }
        }
        #expect(try await house.tables() == untouched)
      }
    }

    @Test func `that can't be taken is shown a page where one was asked for, and a sentence elsewhere`() async throws {
      try await withHouse(servers: 1) { house in
        let server = house.servers[0]
        let form = Array(repeating: UInt8(ascii: "x"), count: 300_000)
        for (wanted, isPage) in [("text/html,*/*;q=0.8", true), ("*/*", false), ("application/json", false)] {
          let accept = ["Accept": wanted, "Accept-Language": "vi"]
          let refused = [
            (400, server.request("GET", "/anna/%zz", accept)),
            (413, server.request("POST", "/anna/intro/book", accept, body: form)),
            (414, server.request("GET", "/anna/" + String(repeating: "x", count: 9_000), accept)),
          ]
          for (status, request) in refused {
            let reply = try await server.answer(request)
            #expect(reply.status == status)
            #expect((HTML(reply.body).first("/html")?["lang"] == "vi") == isPage, "\(status) to \(wanted)")
            #expect(reply.field("Content-Type")?.hasPrefix(isPage ? "text/html" : "text/plain") == true)
            #expect(reply.field("X-Content-Type-Options") == "nosniff")
            #expect(reply.field("Content-Security-Policy")?.contains("default-src 'none'") == true)
          }
        }
      }
    }

    @Test func `with nonsense in its headers is answered or refused`() async throws {
      try await withHouse(servers: 1, { $0.hours = .always }) { house in
        var start = TestHouse.monday
        func book(_ name: String, _ value: [UInt8]) async throws -> CalentoServer.Reply {
          start = start.adding(minutes: 30)
          let guest = Guest.number(Int(start.seconds)) { $0.start = start }
          let server = house.servers[0]
          let mark = Array("%MARK%".utf8)
          let request = server.request("POST", guest.path, [name: "%MARK%"], body: FormBody.encode(guest.fields))
          let place = request.indices.first { request[$0...].starts(with: mark) }!
          return try await server.answer(Array(request[..<place]) + value + request[(place + mark.count)...])
        }
        for name in ["User-Agent", "Accept-Language", "Cookie", "X-Forwarded-For", "Referer"] {
          #expect(try await book(name, Array(repeating: UInt8(ascii: "x"), count: 6_000)).status == 303, "\(name)")
          #expect(try await book(name, Array("tz=Mars/Olympus; clock=99, en-😀;q=2".utf8)).status == 303, "\(name)")
          #expect(try await book(name, [0xFF, 0xFE, 0xC3]).status == 303, "\(name)")
          #expect(try await book(name, Array("a\u{0}b".utf8)).status == 400, "\(name)")
          #expect(try await book(name, Array(repeating: UInt8(ascii: "x"), count: 20_000)).status == 431, "\(name)")
        }
        try await house.expectWhole(15)
        // Nobody is trusted to say for whom they ask.
        let addresses = try await house.texts(
          "SELECT DISTINCT host(ip_address) FROM audit_logs WHERE action = 'booking.create'")
        #expect(addresses == ["127.0.0.1"])
      }
    }

    @Test func `whose fields are as long as they may be is booked`() async throws {
      try await withHouse(
        servers: 1,
        {
          $0.questions = [Question(id: "long", label: "Long", kind: .longText)]
        }
      ) { house in
        var guest = Guest()
        guest.name = String(repeating: "😀", count: 200)
        let long = String(repeating: "👩‍👩‍👧‍👦\r\n", count: 625)
        guest.others = ["notes": long, "answer.long": long]
        #expect(try await house.post(guest).status == 303)
        try await house.expectWhole(1)
      }
    }
  }

  /// Whoever knows a booking's address may change that booking, and no other.
  @Suite struct `a booking's address` {
    @Test func `with somebody else's owner, or half of another's, opens nothing`() async throws {
      try await withHouse(servers: 1) { house in
        let new = NewOwner(username: "eve", email: "eve@example.org", passwordHash: "-", zone: .utc)
        guard case .created(let eve) = try await house.office.createOwner(new, caller: .house) else {
          throw Unexpected("no owner")
        }
        let address = try await house.book()
        let other = try await house.book(.number(2) { $0.start = TestHouse.monday.adding(minutes: 60) })
        let (token, second) = (try LinkToken(in: address), try LinkToken(in: other))
        let untouched = try await house.tables()
        let forged = [
          LinkToken(owner: eve.uuid, token: token.token).text,
          String(token.text.prefix(40) + second.text.suffix(24)),
          String(token.text.dropLast()), token.text + "A", token.text.lowercased(), "%00" + token.text.dropFirst(3),
        ]
        for text in forged {
          for (method, path, form) in [
            ("GET", "", nil), ("GET", "/calendar.ics", nil), ("GET", "/reschedule", nil), ("GET", "/cancel", nil),
            ("POST", "/cancel", "reason=gone"), ("POST", "/reschedule", "start=2026-11-23T11:00:00Z"),
          ] as [(String, String, String?)] {
            let server = house.servers[0]
            let request = server.request(method, "/bookings/\(text)\(path)", body: form.map { Array($0.utf8) })
            #expect([404, 400].contains(try await server.answer(request).status), "\(method) \(text)\(path)")
          }
        }
        #expect(try await house.tables() == untouched)
      }
    }

    @Test func `moves to no time that is not free`() async throws {
      try await withHouse(servers: 1) { house in
        let address = try await house.book()
        _ = try await house.book(.number(2) { $0.start = TestHouse.monday.adding(minutes: 60) })
        let untouched = try await house.tables()
        for start in [
          "2026-11-23T09:07:00Z", "2026-11-23T08:59:59Z", "2026-11-20T08:00:00Z", "2030-01-01T09:00:00Z",
          "2026-11-22T09:00:00Z", "2026-11-23T10:00:00Z", "9999-12-31T23:59:59Z",
        ] {
          let reply = try await house.servers[0].submit(address + "/reschedule", [("start", start)])
          #expect(reply.status == 409, "\(start)")
          #expect(!reply.offered.isEmpty, "\(start)")
        }
        #expect(try await house.tables() == untouched)
      }
    }

    @Test func `is called off with a reason that can be read, or not at all`() async throws {
      try await withHouse(servers: 1) { house in
        let address = try await house.book()
        let untouched = try await house.tables()
        let server = house.servers[0]
        for reason in [
          String(repeating: "x", count: 2_001), "a%00b", "%FF", "%C3", "a%E2%80%AEb", "%07", "%ED%A0%80",
        ] {
          let reply = try await server.answer(
            server.request("POST", address + "/cancel", body: Array("reason=\(reason)".utf8)))
          #expect(reply.status == 422, "\(reason.prefix(9))")
          #expect(reply.page.has("//*[@aria-invalid='true']"))
        }
        for start in ["", "now", "2026-02-30T09:00:00Z", "%FF"] {
          let reply = try await server.answer(
            server.request("POST", address + "/reschedule", body: Array("start=\(start)".utf8)))
          #expect(reply.status == 400, "\(start)")
        }
        #expect(try await house.tables() == untouched)
        let reason = "<script>alert(1)</script>\r\nBcc: eve@example.com 😀"
        #expect(try await server.submit(address + "/cancel", [("reason", reason)]).status == 303)
        let page = try await server.read(address).page
        #expect(!page.has("//script[not(@src)]"))
        #expect(try await house.texts("SELECT cancellation_reason FROM bookings").first?.hasSuffix("😀") == true)
      }
    }
  }
}

extension LinkToken {
  /// The one in a booking's address.
  fileprivate init(in address: String) throws {
    guard let token = LinkToken(text: Array(address.utf8.dropFirst("/bookings/".count))) else {
      throw Unexpected("no token in \(address)")
    }
    self = token
  }
}
