import CivilTime
import Scheduling
import Testing

struct HoursTests {
  @Test func `rule 4: each weekday has its windows`() throws {
    let hours = try WeeklyHours([.monday: windows("09:00-11:00 14:00-15:00"), .sunday: windows("22:00-24:00")])
    let finder = try SlotFinder(schedule("Europe/Berlin", hours), link())
    #expect(try finder.times(on: "2026-11-23") == "09:00 10:00 14:00")
    #expect(try finder.times(on: "2026-11-24") == "")
    #expect(try finder.times(on: "2026-11-29") == "22:00 23:00")
  }

  @Test func `rule 4: an override replaces the whole day, an empty one closes it`() throws {
    let schedule = try schedule(
      "Europe/Berlin", daily("09:00-11:00 14:00-16:00"), overrides: ["2026-12-24": "10:00-12:00", "2026-12-25": ""])
    let finder = try SlotFinder(schedule, link())
    #expect(try finder.times(on: "2026-12-23") == "09:00 10:00 14:00 15:00")
    #expect(try finder.times(on: "2026-12-24") == "10:00 11:00")
    #expect(try finder.times(on: "2026-12-25") == "")
    #expect(try finder.times(on: "2026-12-26") == "09:00 10:00 14:00 15:00")
  }

  @Test(arguments: [
    ("09:00-12:00 12:00-14:00", "09:00-14:00"), ("12:00-14:00 09:00-13:00", "09:00-14:00"),
    ("09:00-17:00 10:00-11:00", "09:00-17:00"), ("09:00-10:00 10:01-11:00", "09:00-10:00 10:01-11:00"),
    ("09:00-10:00 09:00-10:00", "09:00-10:00"), ("", ""), ("00:00-24:00 23:00-24:00", "00:00-24:00"),
  ])
  func `rule 4: windows of a date that overlap or touch are one`(given: String, merged: String) throws {
    #expect(try DayHours(windows(given)).windows == windows(merged))
  }

  @Test func `rule 4: touching windows have one grid, from the first one's start`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-10:10 10:10-12:00")), link(40))
    #expect(try finder.times(on: "2026-11-23") == "09:00 09:40 10:20 11:00")
  }

  @Test func `rule 4: rows of one date's override are one override`() throws {
    let day = try date("2026-12-24")
    let schedule = try Schedule(
      zone: .utc, hours: daily("00:00-24:00"),
      overrides: [
        DateOverride(date: day, hours: DayHours(windows("14:00-16:00"))),
        DateOverride(date: day, hours: DayHours(windows("09:00-10:00"))),
      ])
    #expect(try schedule.hours(on: day).windows == windows("09:00-10:00 14:00-16:00"))
  }

  @Test func `rule 5: a link's own hours replace the week, the owner's overrides stay`() throws {
    let schedule = try schedule("Europe/Berlin", daily("09:00-17:00"), overrides: ["2026-12-24": "09:00-10:00"])
    let finder = try SlotFinder(schedule, link(hours: daily("18:00-20:00")))
    #expect(try finder.times(on: "2026-12-23") == "18:00 19:00")
    #expect(try finder.times(on: "2026-12-24") == "09:00")
  }

  @Test func `rule 5: hours are civil times in the schedule's zone`() throws {
    let finder = try SlotFinder(schedule("America/New_York", daily("09:00-11:00")), link())
    let days = try finder.days(date("2026-11-23")...date("2026-11-23"), in: .utc)
    #expect(days.flatMap(\.slots).map(\.start.description) == ["2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z"])
  }

  @Test(arguments: [
    ("22:00", "06:00", "a night shift is two windows, 22:00–24:00 and 00:00–06:00"),
    ("09:00", "09:00", "has no length"), ("22:00", "00:00", "midnight as an end is written 24:00"),
    ("24:00", "24:00", "has no length"),
  ])
  func `rule 6: a window that ends before it begins is refused`(start: String, end: String, hint: String) throws {
    let (start, end) = try (#require(LocalTime(start)), #require(LocalTime(end)))
    let refusal = #expect(throws: WindowRefusal.self) { try Window(start, end) }
    #expect(refusal?.description.contains(hint) == true)
    #expect(refusal?.description.hasPrefix("\(start)–\(end) ") == true)
  }

  @Test func `a link no meeting could follow is refused by name`() {
    #expect(throws: LinkRefusal.duration) { try LinkRules(duration: 0) }
    #expect(throws: LinkRefusal.increment) { try LinkRules(duration: 30, increment: 0) }
    #expect(throws: LinkRefusal.increment) { try LinkRules(duration: 30, increment: Minutes(.max)) }
    #expect(throws: LinkRefusal.bufferBefore) { try LinkRules(duration: 30, bufferBefore: -1) }
    #expect(throws: LinkRefusal.bufferAfter) { try LinkRules(duration: 30, bufferAfter: Minutes(.max)) }
    #expect(throws: LinkRefusal.notice) { try LinkRules(duration: 30, notice: -1) }
    #expect(throws: LinkRefusal.daysAhead) { try LinkRules(duration: 30, window: .daysAhead(-1)) }
    #expect(throws: LinkRefusal.dailyLimit) { try LinkRules(duration: 30, dailyLimit: 0) }
    #expect(throws: LinkRefusal.weeklyLimit) { try LinkRules(duration: 30, weeklyLimit: 0) }
    #expect(throws: LinkRefusal.seats) { try LinkRules(duration: 30, seats: 0) }
  }

  @Test func `what a link leaves out is what the rules say`() throws {
    let link = try LinkRules(duration: 45)
    #expect(link.increment == 45 && link.bufferBefore == 0 && link.bufferAfter == 0 && link.notice == 0)
    #expect(link.window == .daysAhead(60) && link.dailyLimit == nil && link.weeklyLimit == nil && link.seats == 1)
  }
}
