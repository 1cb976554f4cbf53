import CivilTime
import Scheduling
import TestSupport
import Testing

/// A day told stretch by stretch.
struct DayAccountTests {
  private static func account(_ finder: SlotFinder, _ day: String = "2026-11-23") throws -> [String] {
    let zone = finder.schedule.zone
    return try finder.account(for: zone.day(date(day))).map { stretch in
      let (start, end) = (zone.local(stretch.starts.start), zone.local(stretch.starts.end))
      let verdict =
        switch stretch.verdict {
        case .free(let seats): "free \(seats)"
        case .refused(let reason): "\(reason)"
        }
      return "\(start.time)-\(end.time) \(verdict)"
    }
  }

  @Test func `a day is hours, what is taken of them, and the rest`() throws {
    let busy = try BusyStretch(range("2026-11-23T10:15:00Z", minutes: 60), event: 7)
    let finder = try SlotFinder(
      schedule("UTC", daily("09:00-12:00 13:00-14:00")), link(30), Facts(busy: [busy]), now: "2026-11-23T09:10:00Z")
    #expect(
      try Self.account(finder) == [
        "00:00-09:00 no hours", "09:00-09:30 notice until 2026-11-23T09:10:00Z", "09:30-10:00 free 1",
        "10:00-11:30 event 7", "11:30-12:00 free 1", "12:00-13:00 no hours", "13:00-14:00 free 1",
        "14:00-00:00 no hours",
      ])
  }

  @Test func `a meeting that would outlast the hours, and a closed day, are told of`() throws {
    let finder = try SlotFinder(
      schedule("UTC", daily("09:00-10:00"), overrides: ["2026-11-24": ""]), link(45, every: 15))
    #expect(
      try Self.account(finder) == [
        "00:00-09:00 no hours", "09:00-09:30 free 1", "09:30-10:00 hours end at 2026-11-23T10:00:00Z",
        "10:00-00:00 no hours",
      ])
    #expect(try Self.account(finder, "2026-11-24") == ["00:00-00:00 no hours"])
  }

  @Test func `a day of twenty-five hours is told as long as it lasts`() throws {
    // Clocks go back at three in the morning: what is open from midnight to four lasts five hours.
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("00:00-04:00")), link(90))
    #expect(
      try Self.account(finder, "2026-10-25") == [
        "00:00-03:30 free 1", "03:30-04:00 hours end at 2026-10-25T03:00:00Z", "04:00-00:00 no hours",
      ])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8]) func `no moment of a day is left out or told twice`(_ seed: UInt64) throws
  {
    var random = SplitMix(seed: seed)
    let finder = try RandomCase(&random).finder()
    let day = finder.schedule.zone.day(try date("2026-11-24"))
    let account = finder.account(for: day)
    #expect(account.first?.starts.start == day.start && account.last?.starts.end == day.end)
    for (stretch, next) in zip(account, account.dropFirst()) {
      #expect(stretch.starts.end == next.starts.start && stretch.verdict != next.verdict)
    }
    for slot in finder.slots(in: day) {
      let stretch = account.first { $0.starts.contains(slot.start) }
      #expect(stretch?.verdict == .free(seatsLeft: slot.seatsLeft))
    }
  }
}
