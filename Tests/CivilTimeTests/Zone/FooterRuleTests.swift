import CivilTime
import Testing

/// The rule at the end of a zone's file, by what a zone made of nothing else answers.
struct FooterRuleTests {
  @Test(arguments: [
    // Weeks of a month, the last of a month, southern summers that reach over the year.
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", "EDT", -14_400),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", "CET", 3_600),
    ("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-09-06T04:00:00Z", "-03", -10_800),
    ("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2027-04-04T03:00:00Z", "-04", -14_400),
    // Half an hour of summer, minutes and seconds in an offset.
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:30:00Z", "+11", 39_600),
    ("LMT-0:53:28SUM-1:53:28,M3.5.0,M10.5.0", "2026-03-29T01:06:32Z", "SUM", 6_808),
    // Times before midnight and beyond a day.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", "-01", -3_600),
    ("EET-2EEST,M4.5.5/0,M10.5.4/24", "2026-10-29T21:00:00Z", "EET", 7_200),
    ("AAA0BBB,M1.1.0/167,M6.1.0/-167", "2026-01-10T23:00:00Z", "BBB", 3_600),
    // Days of the year, with and without 29 February.
    ("AAA0BBB,J60/0,J300", "2028-03-01T00:00:00Z", "BBB", 3_600),
    ("AAA0BBB,J60/0,J300", "2027-03-01T00:00:00Z", "BBB", 3_600),
    ("AAA0BBB,59/0,299", "2028-02-29T00:00:00Z", "BBB", 3_600),
    ("AAA0BBB,59/0,299", "2027-03-01T00:00:00Z", "BBB", 3_600),
    // Winter time as the exception, as in Ireland.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00:00Z", "GMT", 0),
  ])
  func `a change of clocks comes at its very second`(
    rule: String, instant: String, abbreviation: String, offset: Int
  ) throws {
    let zone = try zone(rule)
    let instant = try #require(Instant(instant))
    #expect(zone.abbreviation(at: instant) == abbreviation)
    #expect(zone.offset(at: instant) == offset)
    #expect(zone.abbreviation(at: instant.adding(microseconds: -1)) != abbreviation)
  }

  @Test(arguments: ["XXX3EDT4,0/0,J365/23", "EST5EDT,0/0,J365/25"])
  func `summer time all year long never ends`(rule: String) throws {
    let zone = try zone(rule)
    #expect(zone.nextTransition(after: try #require(Instant("2000-01-01T00:00:00Z"))) == nil)
    #expect(zone.abbreviation(at: try #require(Instant("2999-12-31T23:59:59Z"))) == "EDT")
  }

  @Test func `a summer of no length never begins`() throws {
    let zone = try zone("AAA0BBB,J100/2,J100/3")
    #expect(zone.nextTransition(after: Instant(seconds: 0)) == nil)
    #expect(zone.abbreviation(at: Instant(seconds: 0)) == "AAA")
  }

  @Test(arguments: [
    "E5", "EST", "EST25", "EST5:60", "EST5:0", "<EST5", "<E<ST>5", "<>5", "5", "EST5EDT", "EST5EDT,", "EST5EDT,M3.2.0",
    "EST5EDT,M3.2.0,", "EST5EDT,M0.2.0,M11.1.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.0.0,M11.1.0",
    "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,M3.2,M11.1.0", "EST5EDT,J0,J300", "EST5EDT,J366,J300",
    "EST5EDT,366,300", "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,M3.2.0/-168,M11.1.0", "EST5EDT,M3.2.0,M11.1.0,",
    "EST5EDT,M3.2.0,M11.1.0 ", ":EST5", "EST5EDT4:00:00:00,M3.2.0,M11.1.0", "EST999999999999999999999",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ5",
  ])
  func `what is no rule is refused`(rule: String) {
    #expect(throws: ZoneError.self) { try zone(rule) }
  }

  private func zone(_ rule: String) throws -> Zone {
    var file = TZifBuilder()
    file.footer = "\n" + rule + "\n"
    return try Zone(name: "Rule", tzif: file.bytes)
  }
}
