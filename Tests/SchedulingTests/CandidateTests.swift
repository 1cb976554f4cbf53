import CivilTime
import Scheduling
import Testing

struct CandidateTests {
  @Test func `rule 7: candidates stand on a grid from each window's start`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("09:10-10:30 13:05-14:00")), link(30, every: 20))
    #expect(try finder.times(on: "2026-11-23") == "09:10 09:30 09:50 13:05 13:25")
  }

  @Test func `rule 7: the increment is the duration unless it is set`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("09:00-10:40")), link(25))
    #expect(try finder.times(on: "2026-11-23") == "09:00 09:25 09:50 10:15")
  }

  @Test func `rule 7: a grid wider than its window has its first place alone`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-12:00")), link(30, every: 240))
    #expect(try finder.times(on: "2026-11-23") == "09:00")
  }

  @Test func `rule 7: the grid begins anew with every window, around the clock with every day`() throws {
    let finder = try SlotFinder(schedule("UTC", .always), link(30, every: 420))
    #expect(try finder.times(on: "2026-11-23") == "00:00 07:00 14:00 21:00")
    #expect(try finder.times(on: "2026-11-24") == "00:00 07:00 14:00 21:00")
  }

  @Test func `rule 8: a meeting ends with its window at the latest`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-11:00")), link(45, every: 15))
    #expect(try finder.times(on: "2026-11-23") == "09:00 09:15 09:30 09:45 10:00 10:15")
    #expect(try finder.reason("2026-11-23T10:30:00Z") == .endsOutsideHours(closing: instant("2026-11-23T11:00:00Z")))
  }

  @Test func `rule 8: a meeting may cross midnight where two dates' windows meet`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("00:00-06:00 22:00-24:00")), link(90, every: 60))
    #expect(try finder.times(on: "2026-11-23") == "00:00 01:00 02:00 03:00 04:00 22:00 23:00")
    // The next date's windows count although it was not asked for, and are asked for once.
    #expect(try finder.times(on: "2026-11-24") == "00:00 01:00 02:00 03:00 04:00 22:00 23:00")
  }

  @Test func `rule 8: it may not cross midnight where the next day begins later`() throws {
    let schedule = try schedule("UTC", daily("00:00-06:00 22:00-24:00"), overrides: ["2026-11-24": "00:01-06:00"])
    let finder = try SlotFinder(schedule, link(90, every: 60))
    #expect(try finder.times(on: "2026-11-23") == "00:00 01:00 02:00 03:00 04:00 22:00")
    #expect(try finder.times(on: "2026-11-24") == "00:01 01:01 02:01 03:01 04:01")
  }

  @Test func `rule 8: a meeting longer than its window has no candidate that fits`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-10:00 11:00-12:00")), link(61))
    #expect(try finder.times(on: "2026-11-23") == "")
    #expect(try finder.reason("2026-11-23T09:00:00Z") == .endsOutsideHours(closing: instant("2026-11-23T10:00:00Z")))
  }

  @Test func `rule 8: around the clock a meeting may last for days`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", .always), link(4_321, every: 720))
    #expect(try finder.times(on: "2026-11-23") == "00:00 12:00")
  }

  @Test func `rule 8: a meeting for days ends where the last of the windows ends`() throws {
    let schedule = try schedule("UTC", .always, overrides: ["2026-11-25": "00:00-10:00"])
    let finder = try SlotFinder(schedule, link(Minutes(58 * 60), every: 60))
    #expect(try finder.times(on: "2026-11-23") == "00:00")
    #expect(try finder.reason("2026-11-23T01:00:00Z") == .endsOutsideHours(closing: instant("2026-11-25T10:00:00Z")))
  }

  @Test func `rule 8: buffers need not lie inside the windows`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-10:00")), link(before: 600, after: 600))
    #expect(try finder.times(on: "2026-11-23") == "09:00")
  }

  @Test func `rule 9: no start comes twice, and starts rise`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", .always), link(30, every: 7))
    let starts = try finder.slots(in: range("2026-10-20T00:00:00Z", minutes: 14_400)).map(\.start)
    #expect(starts.count > 2_000)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `a part of the hours can be asked for, and keeps its grid`() throws {
    let finder = try SlotFinder(schedule("UTC", daily("09:00-17:00")), link(30, every: 25))
    let all = try finder.slots(in: range("2026-11-23T00:00:00Z", minutes: 1_440))
    let part = try range("2026-11-23T10:03:00Z", minutes: 100)
    #expect(finder.slots(in: part) == all.filter { part.contains($0.start) })
    #expect(try finder.slots(in: range("2026-11-23T10:03:00Z", minutes: 0)).isEmpty)
  }

  @Test func `29 February has its windows, where there is one`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("09:00-10:00")), link())
    #expect(try finder.times(on: "2028-02-29") == "09:00")
    let days = try finder.days(date("2027-02-28")...date("2027-03-01"), in: finder.schedule.zone)
    #expect(days.map(\.date.description) == ["2027-02-28", "2027-03-01"])
  }
}
