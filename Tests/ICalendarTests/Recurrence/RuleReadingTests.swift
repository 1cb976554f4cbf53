import CivilTime
import ICalendar
import TestSupport
import Testing

/// Rules as texts: what is read, what is written, what is refused and why.
struct RuleReadingTests {
  @Test(arguments: [
    "FREQ=DAILY", "FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=TU,TH;WKST=SU", "FREQ=YEARLY;UNTIL=20261231;BYDAY=-1FR,2MO",
    "FREQ=MONTHLY;UNTIL=20261231T235959Z;BYMONTHDAY=1,-1;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=1,-1;BYMONTH=12",
    "FREQ=MINUTELY;UNTIL=20261231T235959;BYSECOND=0,60;BYMINUTE=59;BYHOUR=0,23;BYYEARDAY=-366,366",
  ])
  func `a rule in our own order is written as it was read`(_ text: String) throws {
    #expect(try RecurrenceRule(text).description == text)
  }

  @Test(arguments: [
    ("byday=mo;freq=weekly", "FREQ=WEEKLY;BYDAY=MO"),
    ("FREQ=WEEKLY;INTERVAL=1;WKST=MO;BYDAY=MO, FR;", "FREQ=WEEKLY;BYDAY=MO,FR"),
    ("FREQ=MONTHLY;BYDAY=+2 TU", "FREQ=MONTHLY;BYDAY=2TU"),
    ("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT", "FREQ=MONTHLY"),
    ("FREQ=DAILY;UNTIL=20261231T235960Z", "FREQ=DAILY;UNTIL=20261231T235959Z"),
  ])
  func `what other programs write is understood`(_ text: String, _ expected: String) throws {
    #expect(try RecurrenceRule(text).description == expected)
  }

  @Test(arguments: [
    ("", RuleError.noFrequency),
    ("BYDAY=MO", .noFrequency),
    ("FREQ", .notAPart("FREQ")),
    ("FREQ=", .notAPart("FREQ=")),
    ("FREQ=FORTNIGHTLY", .badValue(part: "FREQ")),
    ("FREQ=DAILY;FREQ=DAILY", .repeatedPart("FREQ")),
    ("FREQ=DAILY;INTERVAL=1;INTERVAL=2", .repeatedPart("INTERVAL")),
    ("FREQ=DAILY;BYEASTER=1", .unknownPart("BYEASTER")),
    ("FREQ=DAILY;COUNT=3;UNTIL=20261231", .countAndUntil),
    ("FREQ=DAILY;COUNT=0", .badValue(part: "COUNT")),
    ("FREQ=DAILY;COUNT=-1", .badValue(part: "COUNT")),
    ("FREQ=DAILY;COUNT=99999999999999999999", .badValue(part: "COUNT")),
    ("FREQ=DAILY;COUNT=4294967297", .badValue(part: "COUNT")),
    ("FREQ=DAILY;INTERVAL=0", .badValue(part: "INTERVAL")),
    ("FREQ=DAILY;INTERVAL=1.5", .badValue(part: "INTERVAL")),
    ("FREQ=DAILY;UNTIL=tomorrow", .badValue(part: "UNTIL")),
    ("FREQ=DAILY;UNTIL=20260229", .badValue(part: "UNTIL")),
    ("FREQ=DAILY;UNTIL=20261231T240000", .badValue(part: "UNTIL")),
    ("FREQ=WEEKLY;WKST=XX", .badValue(part: "WKST")),
    ("FREQ=DAILY;BYHOUR=24", .badValue(part: "BYHOUR")),
    ("FREQ=DAILY;BYHOUR=-1", .badValue(part: "BYHOUR")),
    ("FREQ=DAILY;BYHOUR=1,,2", .badValue(part: "BYHOUR")),
    ("FREQ=DAILY;BYMINUTE=60", .badValue(part: "BYMINUTE")),
    ("FREQ=DAILY;BYSECOND=61", .badValue(part: "BYSECOND")),
    ("FREQ=YEARLY;BYMONTH=13", .badValue(part: "BYMONTH")),
    ("FREQ=YEARLY;BYMONTH=5L", .badValue(part: "BYMONTH")),
    ("FREQ=MONTHLY;BYMONTHDAY=0", .badValue(part: "BYMONTHDAY")),
    ("FREQ=MONTHLY;BYMONTHDAY=32", .badValue(part: "BYMONTHDAY")),
    ("FREQ=YEARLY;BYYEARDAY=367", .badValue(part: "BYYEARDAY")),
    ("FREQ=YEARLY;BYWEEKNO=54", .badValue(part: "BYWEEKNO")),
    ("FREQ=YEARLY;BYDAY=54MO", .badValue(part: "BYDAY")),
    ("FREQ=YEARLY;BYDAY=0MO", .badValue(part: "BYDAY")),
    ("FREQ=YEARLY;BYDAY=257MO", .badValue(part: "BYDAY")),
    ("FREQ=YEARLY;BYDAY=M", .badValue(part: "BYDAY")),
    ("FREQ=WEEKLY;BYDAY=1MO", .notAllowed(part: "BYDAY with a number", frequency: .weekly)),
    ("FREQ=WEEKLY;BYMONTHDAY=1", .notAllowed(part: "BYMONTHDAY", frequency: .weekly)),
    ("FREQ=MONTHLY;BYYEARDAY=1", .notAllowed(part: "BYYEARDAY", frequency: .monthly)),
    ("FREQ=MONTHLY;BYWEEKNO=1", .notAllowed(part: "BYWEEKNO", frequency: .monthly)),
    ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", .numberedWeekdayInWeek),
    ("FREQ=DAILY;BYSETPOS=1", .positionsAlone),
    ("FREQ=DAILY;BYHOUR=9;BYSETPOS=0", .badValue(part: "BYSETPOS")),
    ("RSCALE=CHINESE;FREQ=YEARLY", .unknownCalendar("CHINESE")),
    ("FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", .badValue(part: "SKIP")),
  ])
  func `a rule that breaks the RFC's restrictions is refused`(_ text: String, _ error: RuleError) {
    #expect(throws: error) { try RecurrenceRule(text) }
  }

  @Test func `an endless text is refused unread`() {
    let text = "FREQ=YEARLY;BYMONTH=" + String(repeating: "1,", count: 5_000) + "1"
    #expect(throws: RuleError.tooLong(limit: 8_192)) { try RecurrenceRule(text) }
  }

  @Test func `no text of rule-like pieces traps, and what is read is read again the same`() throws {
    let pieces = [
      "FREQ=", "DAILY", "YEARLY", ";", "COUNT=", "UNTIL=", "BYDAY=", "MO", "-1", "9", "99999999999", ",", "=",
      "BYSETPOS=",
      "20261231", "T", "Z", " ", "\u{0}", "é", "INTERVAL=", "BYMONTH=",
    ]
    var random = SplitMix(seed: 5)
    var read = 0
    for _ in 0..<20_000 {
      let text = (0...random.below(12)).map { _ in pieces[random.below(pieces.count)] }.joined()
      guard let rule = try? RecurrenceRule("FREQ=DAILY;" + text) else { continue }
      read += 1
      #expect(try RecurrenceRule(rule.description) == rule)
    }
    #expect(read > 100)
  }
}
