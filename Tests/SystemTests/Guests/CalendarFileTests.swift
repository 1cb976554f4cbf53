import CivilTime
import FoundationEssentials
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// The file a guest puts into a calendar, as Python's `icalendar` reads it.
  @Suite struct `a booking's calendar file` {
    private static let starts = [
      "2026-11-23T09:00:00Z", "2026-11-24T10:30:00Z", "2027-03-29T08:00:00Z", "2027-03-29T08:00:00Z",
    ]

    @Test func `stays one entry with rising numbers through two moves and its end, as the letters have it`()
      async throws
    {
      try await withHouse(servers: 0, { $0.window = .daysAhead(200) }) { house in
        let server = try await house.letterServer()
        let booked = try await server.submit(Guest().path, Guest().fields)
        let address = try #require(booked.field("Location"))
        var files = [try await server.read(address + "/calendar.ics")]
        for start in Self.starts[1...2] {
          #expect(try await server.submit(address + "/reschedule", [("start", start)]).status == 303)
          files.append(try await server.read(address + "/calendar.ics"))
        }
        #expect(try await server.submit(address + "/cancel", [("reason", "")]).status == 303)
        files.append(try await server.read(address + "/calendar.ics"))
        #expect(files.allSatisfy { $0.status == 200 && $0.field("Content-Type") == "text/calendar; charset=utf-8" })

        let events = try await ReadEvent.read(files.map(\.body))
        #expect(events.map(\.start) == Self.starts)
        #expect(events.map(\.end) == Self.starts.map { Instant($0)!.adding(minutes: 30).description })
        // By the rules that stand in the file, too: in March Berlin's clocks are another hour ahead.
        #expect(events.map(\.startByFile) == events.map(\.start))
        #expect(events.allSatisfy { $0.zone == "Europe/Berlin" && $0.zones == ["Europe/Berlin"] })
        #expect(events.map(\.sequence) == [0, 1, 2, 3])
        #expect(events.map(\.status) == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"])
        #expect(events.allSatisfy { $0.method == "PUBLISH" && $0.count == 1 })

        try await house.settle(8)
        let letters = try await server.letters(to: Guest().email).compactMap(\.event)
        #expect(letters.map(\.uid) == events.map(\.uid))
        #expect(Set(letters.map(\.uid)).count == 1)
        #expect(letters.map(\.sequence) == events.map(\.sequence))
        #expect(letters.map(\.start) == events.map(\.start))
        #expect(letters.map(\.status) == events.map(\.status))
        #expect(letters.map(\.method) == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"])
        #expect(try await server.end() == .exited(0))
      }
    }

    @Test func `says what was typed, whatever it means to calendars`() async throws {
      let title = "Intro; first, \"call\" \\ BEGIN:VEVENT 😀"
      let place = "Straße 1, 2. Stock; links \\ / rechts, \n" + String(repeating: "dài ", count: 60) + "end"
      try await withHouse(
        servers: 1,
        {
          $0.title = title
          $0.place = MeetingPlace(.inPerson, place)
        }
      ) { house in
        let address = try await house.book()
        let file = try await house.servers[0].read(address + "/calendar.ics")
        let event = try #require(try await ReadEvent.read([file.body]).first)
        #expect(event.summary == "\(title) with Anna Host")
        #expect(event.location == place)
        #expect(event.organizer == "mailto:anna@example.org")
        #expect(event.count == 1)
        #expect(file.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
      }
    }
  }
}

/// An event as Python's `icalendar` package reads it.
private struct ReadEvent: Codable {
  let method: String
  /// How many events the file holds.
  let count: Int
  let uid: String
  let sequence: Int
  let status: String
  let start: String
  /// By the rules of the zone that the file brings along.
  let startByFile: String
  let end: String
  let zone: String
  let zones: [String]
  let summary: String
  let location: String?
  let organizer: String

  /// Has all files read by one process.
  static func read(_ files: [[UInt8]]) async throws -> [ReadEvent] {
    let process = try ChildProcess("/usr/bin/python3", ["-c", script])
    let lines = files.map { Data($0).base64EncodedString() + "\n" }.joined()
    try await waiting {
      process.write(lines)
      process.closeInput()
    }
    let (ending, output, errors) = try await process.finish()
    guard ending == .exited(0) else { throw Unexpected(errors) }
    return try output.split(separator: "\n").map { try JSONDecoder().decode(ReadEvent.self, from: Data($0.utf8)) }
  }

  private static let script = """
    import base64, datetime, icalendar, json, sys

    def utc(time):
        return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    for line in sys.stdin.readlines():
        calendar = icalendar.Calendar.from_ical(base64.b64decode(line))
        events = calendar.walk("VEVENT")
        event = events[0]
        zones = calendar.walk("VTIMEZONE")
        start = event["DTSTART"].dt
        by_file = zones[0].to_tz().localize(start.replace(tzinfo=None))
        print(json.dumps(dict(
            method=str(calendar["METHOD"]), count=len(events), uid=str(event["UID"]), sequence=int(event["SEQUENCE"]),
            status=str(event["STATUS"]), start=utc(start), startByFile=utc(by_file), end=utc(event["DTEND"].dt),
            zone=event["DTSTART"].params["TZID"], zones=[str(zone["TZID"]) for zone in zones],
            summary=str(event["SUMMARY"]), location=str(event["LOCATION"]) if "LOCATION" in event else None,
            organizer=str(event["ORGANIZER"]))))
    """
}
