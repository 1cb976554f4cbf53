import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Every field of the form, with everything that no well-meaning browser sends: refused with a sentence, or booked
  /// whole where it is legal.
  @Suite struct `a field of the form` {
    @Test func `is refused with a sentence or booked whole`() async throws {
      try await withHouse(servers: 1, HostileField.link) { house in
        var number = 0
        var booked = 0
        var untouched = try await house.tables()
        for (field, value) in HostileField.all.flatMap({ field in HostileValue.all.map { (field, $0) } }) {
          number += 1
          let guest = HostileField.guest(number, TestHouse.monday.adding(minutes: 10 * booked))
          let reply = try await house.servers[0].answer(
            house.servers[0].request("POST", guest.path, body: field.body(of: guest, holding: value)))
          let what = "\(field.name) with \(value.name)"
          #expect(reply.isHarmless, "\(what)")
          if field.takes.contains(value.name) {
            #expect(reply.status == 303, "\(what)")
            let shown = try await house.servers[0].read(reply.field("Location") ?? "/")
            #expect(shown.status == 200 && shown.isHarmless, "\(what)")
            booked += 1
            untouched = try await house.tables()
          } else {
            #expect([400, 409, 413, 422].contains(reply.status), "\(what) got \(reply.status)")
            #expect(reply.saysWhatIsWrong, "\(what): \(reply.text.prefix(300))")
            #expect(try await house.tables() == untouched, "\(what)")
          }
        }
        try await house.expectWhole(booked)
      }
    }
  }
}

extension CalentoServer.Reply {
  /// A page for people: it has a heading, and what it says is more than a word.
  fileprivate var saysWhatIsWrong: Bool {
    guard !body.isEmpty, let heading = page.first("//h1") else { return false }
    let said = page.first("//*[@role='alert']") ?? heading
    return said.text.split(separator: " ").count > 3
  }

  /// Nothing that was typed became markup or a header.
  fileprivate var isHarmless: Bool {
    guard field("Bcc") == nil, field("Set-Cookie")?.contains("evil") != true else { return false }
    return body.isEmpty || !page.has("//script[not(@src)]") && !page.has("//img[@onerror]")
  }
}

extension TestHouse {
  /// How many rows each table has, and the owner's version.
  func tables() async throws -> [String] {
    try await texts(
      """
      SELECT concat_ws(' ', (SELECT count(*) FROM bookings), (SELECT count(*) FROM events),
        (SELECT count(*) FROM event_attendees), (SELECT count(*) FROM reminders), (SELECT count(*) FROM email_logs),
        (SELECT count(*) FROM audit_logs), (SELECT sum(version) FROM owners),
        (SELECT string_agg(status || slot_start, ' ' ORDER BY id) FROM bookings))
      """)
  }
}
