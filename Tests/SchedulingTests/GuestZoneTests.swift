import CivilTime
import Scheduling
import Testing

struct GuestZoneTests {
  private static let zones = [
    "UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns", "Africa/Cairo",
    "America/Santiago", "Australia/Lord_Howe",
  ]

  @Test func `rule 20: the slots of a date are those that read as it where the guest is`() throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("09:00-17:00")), link(240))
    func days(_ zone: String) throws -> [String] {
      try finder.days(date("2026-11-24")...date("2026-11-24"), in: .named(zone)).flatMap(\.slots)
        .map(\.start.description)
    }
    #expect(try days("Europe/Berlin") == ["2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z"])
    // At UTC+14 two in the afternoon in Berlin is already tomorrow, at UTC-11 nine in the morning still yesterday.
    #expect(try days("Pacific/Kiritimati") == ["2026-11-23T12:00:00Z", "2026-11-24T08:00:00Z"])
    #expect(try days("Pacific/Pago_Pago") == ["2026-11-24T12:00:00Z", "2026-11-25T08:00:00Z"])
  }

  @Test(arguments: zones)
  func `rule 20: the guest's zone changes no start`(zone: String) throws {
    let finder = try SlotFinder(schedule("Europe/Berlin", .always), link(20))
    let guest = try Zone.named(zone)
    for (first, last) in [("2026-03-05", "2026-04-30"), ("2026-08-30", "2026-11-10"), ("2010-11-04", "2010-11-09")] {
      let dates = try date(first)...date(last)
      let days = finder.days(dates, in: guest)
      #expect(zip(days, days.dropFirst()).allSatisfy { $0.date < $1.date })
      #expect(days.allSatisfy { day in day.slots.allSatisfy { guest.local($0.start).date == day.date } })
      let expected = finder.slots(in: SlotDay.hull(of: dates, in: guest)).filter {
        dates.contains(guest.local($0.start).date)
      }
      #expect(days.flatMap(\.slots).map(\.start).sorted() == expected.map(\.start))
      #expect(days.flatMap(\.slots).count == expected.count)
    }
  }

  @Test(arguments: zones)
  func `rule 20: listing dates together lists each of them`(zone: String) throws {
    let finder = try SlotFinder(schedule("America/St_Johns", .always), link(30))
    let guest = try Zone.named(zone)
    let dates = try date("2010-11-04")...date("2010-11-09")
    let single = (dates.lowerBound.dayNumber...dates.upperBound.dayNumber).flatMap { number in
      finder.days(LocalDate(dayNumber: number)...LocalDate(dayNumber: number), in: guest)
    }
    #expect(finder.days(dates, in: guest) == single)
  }

  @Test func `rule 20: where midnight came twice a date has both its parts, in order`() throws {
    let finder = try SlotFinder(schedule("UTC", .always), link(15))
    let day = try date("2010-11-06")
    let days = try finder.days(day...day.adding(days: 1), in: .named("America/St_Johns"))
    #expect(days.map(\.date) == [day, day.adding(days: 1)])
    // 25 hours less the minute that reads as the next date: 100 quarters but the one on its first midnight.
    #expect(days.map(\.slots.count) == [99, 97])
    #expect(days[1].slots.first?.start.description == "2010-11-07T02:30:00Z")
  }

  @Test func `a date without a slot is not listed`() throws {
    let hours = try WeeklyHours([.tuesday: windows("09:00-10:00")])
    let finder = try SlotFinder(schedule("UTC", hours), link())
    let days = try finder.days(date("2026-11-16")...date("2026-11-29"), in: .utc)
    #expect(days.map(\.date.description) == ["2026-11-17", "2026-11-24"])
  }
}
