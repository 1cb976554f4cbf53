import CivilTime
import ICalendar
import Testing

/// Every example of RFC 5545, section 3.8.5.3, with the dates the RFC gives. All are at 09:00 in New York.
struct RFC5545ExamplesTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let rule: String
    let start: String
    /// `1997/9: 2-11 1997/10: 1,3`.
    let days: String
    /// The first date no longer looked at, for rules without an end.
    var before = "2010-01-01"

    var testDescription: String { "\(start) \(rule)" }
  }

  private static let everyDayInJanuary = "1998/1: 1-31 1999/1: 1-31 2000/1: 1-31"
  private static let fiveWeeks = "1997/9: 2,4,9,11,16,18,23,25,30 1997/10: 2"

  private static let examples = [
    // Daily.
    Example(rule: "FREQ=DAILY;COUNT=10", start: "1997-09-02", days: "1997/9: 2-11"),
    Example(
      rule: "FREQ=DAILY;UNTIL=19971224T000000Z", start: "1997-09-02",
      days: "1997/9: 2-30 1997/10: 1-31 1997/11: 1-30 1997/12: 1-23"),
    Example(
      rule: "FREQ=DAILY;INTERVAL=2", start: "1997-09-02",
      days: """
        1997/9: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 1997/10: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 \
        1997/11: 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 1997/12: 1,3
        """, before: "1997-12-04"),
    Example(rule: "FREQ=DAILY;INTERVAL=10;COUNT=5", start: "1997-09-02", days: "1997/9: 2,12,22 1997/10: 2,12"),
    Example(
      rule: "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", start: "1998-01-01",
      days: everyDayInJanuary),
    Example(rule: "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", start: "1998-01-01", days: everyDayInJanuary),

    // Weekly.
    Example(
      rule: "FREQ=WEEKLY;COUNT=10", start: "1997-09-02",
      days: "1997/9: 2,9,16,23,30 1997/10: 7,14,21,28 1997/11: 4"),
    Example(
      rule: "FREQ=WEEKLY;UNTIL=19971224T000000Z", start: "1997-09-02",
      days: "1997/9: 2,9,16,23,30 1997/10: 7,14,21,28 1997/11: 4,11,18,25 1997/12: 2,9,16,23"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU", start: "1997-09-02",
      days: "1997/9: 2,16,30 1997/10: 14,28 1997/11: 11,25 1997/12: 9,23 1998/1: 6,20 1998/2: 3,17",
      before: "1998-02-18"),
    Example(rule: "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", start: "1997-09-02", days: fiveWeeks),
    Example(rule: "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", start: "1997-09-02", days: fiveWeeks),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", start: "1997-09-01",
      days: """
        1997/9: 1,3,5,15,17,19,29 1997/10: 1,3,13,15,17,27,29,31 1997/11: 10,12,14,24,26,28 1997/12: 8,10,12,22
        """),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", start: "1997-09-02",
      days: "1997/9: 2,4,16,18,30 1997/10: 2,14,16"),

    // Monthly.
    Example(
      rule: "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", start: "1997-09-05",
      days: "1997/9: 5 1997/10: 3 1997/11: 7 1997/12: 5 1998/1: 2 1998/2: 6 1998/3: 6 1998/4: 3 1998/5: 1 1998/6: 5"),
    Example(
      rule: "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", start: "1997-09-05",
      days: "1997/9: 5 1997/10: 3 1997/11: 7 1997/12: 5"),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", start: "1997-09-07",
      days: "1997/9: 7,28 1997/11: 2,30 1998/1: 4,25 1998/3: 1,29 1998/5: 3,31"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", start: "1997-09-22",
      days: "1997/9: 22 1997/10: 20 1997/11: 17 1997/12: 22 1998/1: 19 1998/2: 16"),
    Example(
      rule: "FREQ=MONTHLY;BYMONTHDAY=-3", start: "1997-09-28",
      days: "1997/9: 28 1997/10: 29 1997/11: 28 1997/12: 29 1998/1: 29 1998/2: 26", before: "1998-03-01"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", start: "1997-09-02",
      days: "1997/9: 2,15 1997/10: 2,15 1997/11: 2,15 1997/12: 2,15 1998/1: 2,15"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", start: "1997-09-30",
      days: "1997/9: 30 1997/10: 1,31 1997/11: 1,30 1997/12: 1,31 1998/1: 1,31 1998/2: 1"),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", start: "1997-09-10",
      days: "1997/9: 10-15 1999/3: 10-13"),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", start: "1997-09-02",
      days: "1997/9: 2,9,16,23,30 1997/11: 4,11,18,25 1998/1: 6,13,20,27 1998/3: 3,10,17,24,31", before: "1998-04-30"),

    // Yearly.
    Example(
      rule: "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", start: "1997-06-10",
      days: """
        1997/6: 10 1997/7: 10 1998/6: 10 1998/7: 10 1999/6: 10 1999/7: 10 2000/6: 10 2000/7: 10 2001/6: 10 2001/7: 10
        """),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", start: "1997-03-10",
      days: """
        1997/3: 10 1999/1: 10 1999/2: 10 1999/3: 10 2001/1: 10 2001/2: 10 2001/3: 10 2003/1: 10 2003/2: 10 2003/3: 10
        """),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", start: "1997-01-01",
      days: """
        1997/1: 1 1997/4: 10 1997/7: 19 2000/1: 1 2000/4: 9 2000/7: 18 2003/1: 1 2003/4: 10 2003/7: 19 2006/1: 1
        """),
    Example(
      rule: "FREQ=YEARLY;BYDAY=20MO", start: "1997-05-19", days: "1997/5: 19 1998/5: 18 1999/5: 17",
      before: "2000-01-01"),
    Example(
      rule: "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", start: "1997-05-12", days: "1997/5: 12 1998/5: 11 1999/5: 17",
      before: "2000-01-01"),
    Example(
      rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", start: "1997-03-13",
      days: "1997/3: 13,20,27 1998/3: 5,12,19,26 1999/3: 4,11,18,25", before: "2000-01-01"),
    Example(
      rule: "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", start: "1997-06-05",
      days: """
        1997/6: 5,12,19,26 1997/7: 3,10,17,24,31 1997/8: 7,14,21,28 \
        1998/6: 4,11,18,25 1998/7: 2,9,16,23,30 1998/8: 6,13,20,27 \
        1999/6: 3,10,17,24 1999/7: 1,8,15,22,29 1999/8: 5,12,19,26
        """, before: "2000-01-01"),

    // Months and years by several parts at once.
    Example(
      rule: "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", start: "1997-09-13",
      days: """
        1997/9: 13 1997/10: 11 1997/11: 8 1997/12: 13 1998/1: 10 1998/2: 7 1998/3: 7 1998/4: 11 1998/5: 9 1998/6: 13
        """, before: "1998-07-01"),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", start: "1996-11-05",
      days: "1996/11: 5 2000/11: 7 2004/11: 2", before: "2005-01-01"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", start: "1997-09-04",
      days: "1997/9: 4 1997/10: 7 1997/11: 6"),
    Example(
      rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", start: "1997-09-29",
      days: "1997/9: 29 1997/10: 30 1997/11: 27 1997/12: 30 1998/1: 29 1998/2: 26 1998/3: 30", before: "1998-04-01"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", start: "1997-08-05", days: "1997/8: 5,10,19,24"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", start: "1997-08-05", days: "1997/8: 5,17,19,31"),
    Example(
      rule: "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", start: "2007-01-15", days: "2007/1: 15,30 2007/2: 15 2007/3: 15,30"
    ),
  ]

  @Test(arguments: examples)
  func `a rule gives the days the RFC says`(_ example: Example) throws {
    let readings = try starts(of: example.rule, on: example.start, before: example.before)
    #expect(readings.map(\.date) == Self.dates(example.days))
    #expect(readings.allSatisfy { $0.time == LocalTime(hour: 9, minute: 0) })
  }

  @Test func `every Friday the 13th, the first date left out`() throws {
    let first = try #require(LocalDateTime("1997-09-02T09:00"))
    let found = try starts(
      of: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", on: "1997-09-02", before: "2001-01-01", leftOut: [.civil(first)])
    let expected = "1998/2: 13 1998/3: 13 1998/11: 13 1999/8: 13 2000/10: 13"
    #expect(found.map(\.date) == Self.dates(expected))
  }

  private static let everyTwentyMinutes = (0..<2).flatMap { day in
    (0..<24).map { "1997-09-0\(2 + day)T\($0 < 3 ? "0" : "")\(9 + $0 / 3):\(["00", "20", "40"][$0 % 3])" }
  }

  // The RFC's UNTIL of the first, 170000Z, is 13:00 in New York and leaves two occurrences (erratum 3883); its times are
  // those of an UNTIL at 17:00 in New York.
  @Test(arguments: [
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", ["1997-09-02T09:00", "1997-09-02T12:00", "1997-09-02T15:00"]),
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", ["1997-09-02T09:00", "1997-09-02T12:00"]),
    (
      "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
      ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15"].map { "1997-09-02T" + $0 }
    ),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", ["09:00", "10:30", "12:00", "13:30"].map { "1997-09-02T" + $0 }),
    ("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", everyTwentyMinutes),
    ("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", everyTwentyMinutes),
  ])
  func `a rule within the day gives the times the RFC says`(_ rule: String, _ times: [String]) throws {
    #expect(try starts(of: rule, on: "1997-09-02", before: "1997-09-04") == times.compactMap { LocalDateTime($0) })
  }

  private func starts(
    of rule: String, on start: String, before end: String, leftOut: [Recurrence.OriginalStart] = []
  ) throws -> [LocalDateTime] {
    let newYork = try Zone.named("America/New_York")
    let nine = try #require(LocalTime(hour: 9, minute: 0))
    let first = LocalDateTime(date: try #require(LocalDate(start)), time: nine)
    let series = Recurrence(
      .clock(first, in: newYork, lasting: 3_600_000_000), rule: try RecurrenceRule(rule), leftOut: leftOut)
    let last = try #require(LocalDate(end))
    let window = TimeRange(from: newYork.instant(of: first), to: newYork.day(last).start)
    return try series.occurrences(in: window, allDayIn: newYork).map { newYork.local($0.range.start) }
  }

  /// `1997/9: 2-11 1997/10: 1,3`.
  private static func dates(_ text: String) -> [LocalDate] {
    var month = (year: 0, month: 0)
    return text.split(separator: " ").flatMap { word -> [LocalDate?] in
      if word.hasSuffix(":") {
        let parts = word.dropLast().split(separator: "/").compactMap { Int($0) }
        month = (parts[0], parts[1])
        return []
      }
      return word.split(separator: ",").flatMap { days in
        let ends = days.split(separator: "-").compactMap { Int($0) }
        return (ends[0]...ends[ends.count - 1]).map { LocalDate(year: month.year, month: month.month, day: $0) }
      }
    }.compactMap { $0 }
  }
}
