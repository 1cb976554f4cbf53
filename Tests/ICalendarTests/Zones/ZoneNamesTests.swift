import CivilTime
import ICalendar
import Testing

/// Which zone a text means by its TZID.
struct ZoneNamesTests {
  @Test(arguments: [
    ("Europe/Berlin", "Europe/Berlin"), ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
    ("/softwarestudio.org/Olson_20011030_5/America/New_York", "America/New_York"),
    ("/mozilla.org/20050126_1/America/Indiana/Knox", "America/Indiana/Knox"), ("/citadel.org/20210210_1/UTC", "UTC"),
    ("W. Europe Standard Time", "Europe/Berlin"), ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Eastern Standard Time", "America/New_York"), ("UTC", "UTC"), ("GMT", "GMT"),
  ])
  func `a name, a name behind a prefix and a name of Windows mean a zone`(_ identifier: String, _ zone: String) throws {
    let read = try readEvent(zoned(identifier))
    #expect(read.start == .zoned(try reading("2026-07-01T09:00"), try Zone.named(zone)))
  }

  @Test(arguments: [
    "", "Berlin", "Europe/Atlantis", "W. Europe Time", "x/Europe/Berlin", "/", "//", "/Europe", "Customized Time Zone",
    "../../etc/passwd", "/../../etc/passwd", String(repeating: "/a", count: 5_000),
  ])
  func `a name that means nothing, without rules, is an error and never UTC`(_ identifier: String) throws {
    #expect(try refusal(zoned(identifier)) == .unknownZone(String(identifier.prefix(64))))
  }

  @Test func `every zone that Windows knows is on this system`() throws {
    #expect(WindowsZones.names.count == 140)
    for (name, zone) in WindowsZones.names {
      #expect(try readEvent(zoned(name)).start == .zoned(try reading("2026-07-01T09:00"), try Zone.named(zone)))
    }
  }

  @Test func `Outlook's rules are those of a known zone`() throws {
    let outlook = [
      "BEGIN:VTIMEZONE", "TZID:(UTC+01:00) Amsterdam, Berlin, Bern", "BEGIN:STANDARD", "DTSTART:16010101T030000",
      "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
      "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
    ]
    let read = try readEvent(zoned("\"(UTC+01:00) Amsterdam, Berlin, Bern\"", definition: outlook))
    #expect(read.start == .zoned(try reading("2026-07-01T09:00"), try Zone.named("Europe/Berlin")))
  }

  @Test func `a zone without changes of clocks is found, too`() throws {
    let definition = [
      "BEGIN:VTIMEZONE", "TZID:Hanoi", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
      "TZOFFSETTO:+0700", "END:STANDARD", "END:VTIMEZONE",
    ]
    let read = try readEvent(zoned("Hanoi", definition: definition))
    #expect(read.start == .zoned(try reading("2026-07-01T09:00"), try Zone.named("Asia/Bangkok")))
  }

  @Test func `a definition may name its zone itself`() throws {
    let definition = ["BEGIN:VTIMEZONE", "TZID:Home", "X-LIC-LOCATION:Asia/Ho_Chi_Minh", "END:VTIMEZONE"]
    let read = try readEvent(zoned("Home", definition: definition))
    #expect(read.start == .zoned(try reading("2026-07-01T09:00"), try Zone.named("Asia/Ho_Chi_Minh")))
  }

  @Test func `rules that no known zone has are followed as they stand`() throws {
    // Two hours forward on every 15 May, back on every 15 September; since 2020 only.
    let definition = [
      "BEGIN:VTIMEZONE", "TZID:Utopia", "BEGIN:STANDARD", "DTSTART:20200915T030000", "TZOFFSETFROM:+0630",
      "TZOFFSETTO:+0430", "RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=15", "END:STANDARD", "BEGIN:DAYLIGHT",
      "DTSTART:20200515T020000", "TZOFFSETFROM:+0430", "TZOFFSETTO:+0630", "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15",
      "END:DAYLIGHT", "END:VTIMEZONE",
    ]
    let read = try readEvent(zoned("Utopia", definition: definition))
    guard case .zoned(_, let zone) = read.start else { return #expect(Bool(false), "\(read)") }
    #expect(zone.name == "Utopia")
    let readings = [
      ("2026-07-01T09:00", "2026-07-01T02:30:00Z"), ("2026-05-15T01:59", "2026-05-14T21:29:00Z"),
      // Skipped: two hours later.
      ("2026-05-15T03:00", "2026-05-14T22:30:00Z"), ("2026-09-15T02:00", "2026-09-14T19:30:00Z"),
      ("2026-12-01T09:00", "2026-12-01T04:30:00Z"), ("2019-07-01T09:00", "2019-07-01T04:30:00Z"),
    ]
    for (text, expected) in readings { #expect(zone.instant(of: try reading(text)).description == expected) }
    // Written, the rules stand beside it, and are read again as the same clocks.
    var calendar = Calendar()
    calendar.events = [read]
    guard case .zoned(_, let again) = try readEvent(calendar.text).start else { return #expect(Bool(false)) }
    for (text, expected) in readings.prefix(5) { #expect(again.instant(of: try reading(text)).description == expected) }
  }

  @Test(arguments: [
    ["BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "END:STANDARD"],
    ["BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+2500", "END:STANDARD"],
    ["BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:0100", "END:STANDARD"],
    ["BEGIN:STANDARD", "DTSTART:20000101", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD"],
    ["BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD"],
    [
      "BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=SECONDLY",
      "END:STANDARD",
    ],
    ["BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:x", "END:STANDARD"],
    [
      "BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;COUNT=1000", "END:STANDARD",
    ],
    [
      "BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE", "END:STANDARD",
    ],
    Array(
      repeating: [
        "BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:STANDARD",
      ],
      count: 1_001
    ).flatMap { $0 },
    [],
  ])
  func `rules that cannot be followed are none`(_ lines: [String]) throws {
    let definition = ["BEGIN:VTIMEZONE", "TZID:Broken"] + lines + ["END:VTIMEZONE"]
    #expect(try refusal(zoned("Broken", definition: definition)) == .unknownZone("Broken"))
  }

  private func zoned(_ identifier: String, definition: [String] = []) -> [UInt8] {
    bytes(
      ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=\(identifier):20260701T090000", "END:VEVENT"]
        + definition
        + ["END:VCALENDAR"])
  }
}
