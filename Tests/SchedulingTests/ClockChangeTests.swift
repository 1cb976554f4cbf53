import CivilTime
import Scheduling
import Testing

/// Rules 1 and 2 in an owner's day: each change of clocks there is, with half hours from midnight or the hour before.
struct ClockChangeTests {
  @Test(arguments: [
    // Spring: 02:00 becomes 03:00.
    ("Europe/Berlin", "2026-03-29", "01:00-04:00", "01:00+01:00 01:30+01:00 03:00+02:00 03:30+02:00"),
    ("America/New_York", "2026-03-08", "01:00-04:00", "01:00-05:00 01:30-05:00 03:00-04:00 03:30-04:00"),
    ("America/St_Johns", "2026-03-08", "01:00-04:00", "01:00-03:30 01:30-03:30 03:00-02:30 03:30-02:30"),
    // Half an hour only: 02:00 becomes 02:30.
    ("Australia/Lord_Howe", "2026-10-04", "01:00-03:30", "01:00+10:30 01:30+10:30 02:30+11:00 03:00+11:00"),
    // Midnight itself is skipped: the day begins at 01:00.
    ("Africa/Cairo", "2026-04-24", "00:00-02:00", "01:00+03:00 01:30+03:00"),
    ("America/Santiago", "2026-09-06", "00:00-02:00", "01:00-03:00 01:30-03:00"),
    // A window that lies in the gap is gone; one that begins in it begins where it ends, one that ends in it too.
    ("Europe/Berlin", "2026-03-29", "02:00-03:00", ""),
    ("Europe/Berlin", "2026-03-29", "02:15-02:45", ""),
    ("Europe/Berlin", "2026-03-29", "02:15-04:00", "03:00+02:00 03:30+02:00"),
    ("Europe/Berlin", "2026-03-29", "01:00-02:45", "01:00+01:00 01:30+01:00"),
    ("Africa/Cairo", "2026-04-24", "00:15-01:30", "01:00+03:00"),
    // Beyond the tables, by the zone's rule.
    ("Europe/Berlin", "2499-03-29", "01:00-04:00", "01:00+01:00 01:30+01:00 03:00+02:00 03:30+02:00"),
  ])
  func `rule 1: where clocks go forward`(zone: String, date: String, hours: String, slots: String) throws {
    let finder = try SlotFinder(schedule(zone, daily(hours)), link(30))
    #expect(try finder.timesWithOffsets(on: date) == slots)
  }

  @Test(arguments: [
    // Autumn: 03:00 becomes 02:00, four real hours from midnight to 03:00.
    (
      "Europe/Berlin", "2026-10-25", "01:30-03:30",
      "01:30+02:00 02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00 03:00+01:00"
    ),
    (
      "America/New_York", "2026-11-01", "00:30-02:30",
      "00:30-04:00 01:00-04:00 01:30-04:00 01:00-05:00 01:30-05:00 02:00-05:00"
    ),
    (
      "America/St_Johns", "2026-11-01", "00:30-02:30",
      "00:30-02:30 01:00-02:30 01:30-02:30 01:00-03:30 01:30-03:30 02:00-03:30"
    ),
    ("Australia/Lord_Howe", "2026-04-05", "01:00-02:30", "01:00+11:00 01:30+11:00 01:30+10:30 02:00+10:30"),
    // Midnight comes late: the last hour of the evening is there twice.
    ("Africa/Cairo", "2026-10-29", "22:30-24:00", "22:30+03:00 23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00"),
    ("America/Santiago", "2026-04-04", "22:30-24:00", "22:30-03:00 23:00-03:00 23:30-03:00 23:00-04:00 23:30-04:00"),
    // A window ends at the first occurrence of its end, and begins at the first of its start.
    ("Europe/Berlin", "2026-10-25", "01:00-02:30", "01:00+02:00 01:30+02:00 02:00+02:00"),
    ("Europe/Berlin", "2026-10-25", "02:30-03:00", "02:30+02:00 02:00+01:00 02:30+01:00"),
    ("Europe/Berlin", "2026-10-25", "03:00-04:00", "03:00+01:00 03:30+01:00"),
    ("Africa/Cairo", "2026-10-29", "22:30-23:30", "22:30+03:00 23:00+03:00"),
    ("Africa/Cairo", "2026-10-30", "00:00-01:00", "00:00+02:00 00:30+02:00"),
    // The clocks once went back at one minute past midnight: the day before came back for an hour.
    ("America/St_Johns", "2010-11-06", "23:00-24:00", "23:00-02:30 23:30-02:30"),
    ("Europe/Berlin", "2499-10-25", "02:00-03:00", "02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00"),
  ])
  func `rule 2: where clocks go back`(zone: String, date: String, hours: String, slots: String) throws {
    let finder = try SlotFinder(schedule(zone, daily(hours)), link(30))
    #expect(try finder.timesWithOffsets(on: date) == slots)
  }

  @Test func `rule 2: three hours of wall clock are four real hours, the twins told apart by their offsets`() throws {
    let finder = try SlotFinder(schedule("America/New_York", daily("00:00-03:00")), link())
    #expect(try finder.timesWithOffsets(on: "2026-11-01") == "00:00-04:00 01:00-04:00 01:00-05:00 02:00-05:00")
    let short = try SlotFinder(schedule("America/New_York", daily("00:00-01:30")), link(30))
    #expect(try short.timesWithOffsets(on: "2026-11-01") == "00:00-04:00 00:30-04:00 01:00-04:00")
  }

  @Test func `windows that a gap brings together are one stretch for a long meeting, each with its own grid`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("01:10-02:20 02:40-04:00")), link(60, every: 30))
    #expect(try finder.timesWithOffsets(on: "2026-03-29") == "01:10+01:00 01:40+01:00 03:00+02:00")
    #expect(try finder.timesWithOffsets(on: "2026-03-30") == "01:10+02:00 02:40+02:00")
  }

  @Test func `an open midnight stays open when the clocks skip or repeat it`() throws {
    for (zone, before) in [("Africa/Cairo", "2026-04-23"), ("America/Santiago", "2026-04-04")] {
      let finder = try SlotFinder(schedule(zone, .always), link(180, every: 60))
      let day = try finder.schedule.zone.day(date(before))
      #expect(finder.slots(in: day).count == Int(day.microseconds / 3_600_000_000))
    }
  }

  @Test func `a meeting lasts as long as it lasts, whatever the clocks do`() throws {
    // From 01:00 to 04:00 on the clock are two hours in spring and four in autumn.
    let schedule = try schedule("Europe/Berlin", daily("01:00-04:00"))
    #expect(try SlotFinder(schedule, link(121)).timesWithOffsets(on: "2026-03-29") == "")
    #expect(try SlotFinder(schedule, link(240)).timesWithOffsets(on: "2026-10-25") == "01:00+02:00")
  }
}
