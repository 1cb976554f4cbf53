import CivilTime
import ICalendar
import TestSupport
import Testing

/// What we write of a zone, read by Debian's python3-icalendar, means the instants we mean.
struct ZoneWritingTests {
  /// The names are hidden from the reader, so that it goes by the rules alone.
  private static let script = """
    import sys, pytz
    from icalendar import Calendar
    def answer(line):
        text = bytes.fromhex(line).replace(b"TZID:", b"TZID:Hidden-").replace(b"TZID=", b"TZID=Hidden-")
        calendar = Calendar.from_ical(text)
        zones = [part.to_tz() for part in calendar.walk("VTIMEZONE")]
        starts = [part["DTSTART"].dt.replace(tzinfo=None) for part in calendar.walk("VEVENT")]
        instants = [zones[0].localize(start).astimezone(pytz.utc) for start in starts]
        return ",".join(instant.strftime("%Y-%m-%dT%H:%M:%SZ") for instant in instants)
    with open(sys.argv[1]) as questions, open(sys.argv[2], "w") as answers:
        answers.write("\\n".join(answer(line) for line in questions.read().split("\\n")))
    """

  private static let zones = [
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
    "America/Santiago", "America/Havana", "America/Nuuk", "Africa/Cairo", "Africa/Casablanca", "Asia/Jerusalem",
    "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Gaza", "Asia/Tehran", "Australia/Lord_Howe", "Australia/Sydney",
    "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Chatham", "Europe/Moscow", "UTC", "Etc/GMT+11",
  ]

  @Test func `another reader takes the same instants from our rules`() throws {
    var random = SplitMix(seed: 24)
    var questions: [String] = []
    var expected: [String] = []
    for name in Self.zones {
      for years in [1996...1998, 2007...2012, 2026...2027, 2030...2036] {
        let zone = try Zone.named(name)
        let readings = Self.readings(in: years, of: zone, &random)
        var calendar = Calendar()
        calendar.events = readings.enumerated().map { Event(uid: "\($0)", start: .zoned($1, zone)) }
        questions.append(calendar.text.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        expected.append(readings.map { zone.instant(of: $0).description }.joined(separator: ","))
      }
    }
    let answers = try Python.answers(to: questions, script: Self.script)
    try #require(answers.count == expected.count)
    for (index, answer) in answers.enumerated() {
      #expect(answer == expected[index], "\(Self.zones[index / 4])")
    }
  }

  /// Times that exist once: what a reader does with others is its own affair.
  private static func readings(
    in years: ClosedRange<Int>, of zone: Zone, _ random: inout SplitMix
  ) -> [LocalDateTime] {
    var readings: [LocalDateTime] = []
    while readings.count < 40 {
      guard
        let date = LocalDate(
          year: years.lowerBound + random.below(years.count), month: 1 + random.below(12), day: 1 + random.below(28))
      else { continue }
      let reading = LocalDateTime(date: date, time: .midnight).adding(seconds: random.below(1_440) * 60)
      let instant = zone.instant(of: reading)
      let around = [-10_800, 10_800].map { zone.offset(at: instant.adding(seconds: $0)) }
      if around[0] == around[1] { readings.append(reading) }
    }
    return readings
  }

  @Test(arguments: [
    ("Europe/Berlin", ["RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"]),
    ("America/New_York", ["RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"]),
    (
      "America/Santiago",
      [
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
        "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
      ]
    ),
    (
      "Asia/Jerusalem",
      [
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29",
      ]
    ),
    ("Asia/Tokyo", []), ("UTC", []),
  ])
  func `changes that come every year are written as a rule without end`(_ name: String, _ rules: [String]) throws {
    let lines = try lines(of: name, "2026-07-01T09:00")
    #expect(lines.filter { $0.hasPrefix("RRULE") }.sorted() == rules)
    #expect(lines.filter { $0.hasPrefix("RDATE") } == [])
    #expect(lines.filter { $0 == "BEGIN:STANDARD" }.count == 1)
  }

  @Test func `changes without a rule are written date by date`() throws {
    let lines = try lines(of: "Africa/Casablanca", "2026-07-01T09:00")
    #expect(lines.filter { $0.hasPrefix("RRULE") } == [])
    #expect(lines.contains("RDATE:20260215T030000") || lines.contains("DTSTART:20260215T030000"))
  }

  @Test func `a zone that changed long ago is written as it is now`() throws {
    let lines = try lines(of: "Europe/Moscow", "2026-07-01T09:00")
    #expect(
      lines == [
        "BEGIN:VTIMEZONE", "TZID:Europe/Moscow", "BEGIN:STANDARD", "DTSTART:20250101T000000", "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0300", "TZNAME:MSK", "END:STANDARD", "END:VTIMEZONE",
      ])
  }

  @Test(arguments: ["0001-01-01T00:00", "9999-12-31T23:00", "1890-06-01T12:00"])
  func `years at the calendar's ends are written and read again`(_ time: String) throws {
    for name in ["Europe/Berlin", "America/New_York", "Africa/Monrovia"] {
      var calendar = Calendar()
      calendar.events = [Event(uid: "1", start: .zoned(try reading(time), try Zone.named(name)))]
      calendar.events[0].rule = try RecurrenceRule("FREQ=YEARLY")
      #expect(try Calendar.read(calendar.text) == calendar)
    }
  }

  private func lines(of zone: String, _ time: String) throws -> [String] {
    var calendar = Calendar()
    calendar.events = [Event(uid: "1", start: .zoned(try reading(time), try Zone.named(zone)))]
    let lines = text(calendar).split(separator: "\r\n").map(String.init)
    let begin = try #require(lines.firstIndex(of: "BEGIN:VTIMEZONE"))
    return Array(lines[begin...(try #require(lines.firstIndex(of: "END:VTIMEZONE")))])
  }
}
