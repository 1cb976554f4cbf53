import CivilTime
import Scheduling
import Testing

struct LimitTests {
  @Test func `rule 14: a date that has its meetings is closed`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-23T09:00:00Z"), booking(2, "2026-11-23T11:00:00Z")])
    let hours = try schedule("UTC", daily("09:00-13:00"))
    #expect(try SlotFinder(hours, link(dailyLimit: 3), facts).times(on: "2026-11-23") == "10:00 12:00")
    let full = try SlotFinder(hours, link(dailyLimit: 2), facts)
    #expect(try full.times(on: "2026-11-23") == "")
    #expect(try full.times(on: "2026-11-24") == "09:00 10:00 11:00 12:00")
    #expect(try full.reason("2026-11-23T10:00:00Z") == .dailyLimit(2, on: date("2026-11-23")))
  }

  @Test func `rule 14: only this link's bookings that count are counted`() throws {
    let facts = try Facts(bookings: [
      booking(1, "2026-11-23T09:00:00Z", link: 2), booking(2, "2026-11-23T10:00:00Z", .cancelled),
      booking(3, "2026-11-23T11:00:00Z", .declined), booking(4, "2026-11-23T12:00:00Z", .noShow),
    ])
    let hours = try schedule("UTC", daily("09:00-13:00"))
    #expect(try SlotFinder(hours, link(dailyLimit: 2), facts).times(on: "2026-11-23") == "10:00 11:00")
    #expect(try SlotFinder(hours, link(dailyLimit: 1), facts).times(on: "2026-11-23") == "")
  }

  @Test func `rule 14: a meeting is a start, however many guests and bookings it has`() throws {
    let facts = try Facts(bookings: [
      booking(1, "2026-11-23T09:00:00Z", guests: 4), booking(2, "2026-11-23T09:00:00Z", guests: 4),
    ])
    let hours = try schedule("UTC", daily("09:00-11:00"))
    #expect(try SlotFinder(hours, link(dailyLimit: 2), facts).times(on: "2026-11-23") == "10:00")
  }

  @Test func `rule 14: a date is the schedule's zone's, an evening there may be the next date in UTC`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-24T03:00:00Z")])
    let finder = try SlotFinder(schedule("America/New_York", daily("20:00-23:00")), link(dailyLimit: 1), facts)
    #expect(try finder.times(on: "2026-11-23") == "")
    #expect(try finder.times(on: "2026-11-24") == "20:00 21:00 22:00")
  }

  @Test func `rule 14: a booking outside the hours and outside the asked time counts too`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-23T22:00:00Z")])
    let finder = try SlotFinder(schedule("UTC", daily("09:00-11:00")), link(dailyLimit: 1), facts)
    #expect(try finder.slots(in: range("2026-11-23T09:00:00Z", minutes: 60)).isEmpty)
  }

  @Test(arguments: [
    // Bookings on Sunday 22 and Wednesday 25: in one week only where it begins on Sunday.
    (Weekday.monday, ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-27", "2026-11-28", "2026-11-29"]),
    (.sunday, ["2026-11-21", "2026-11-29"]),
    (.thursday, ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"]),
  ])
  func `rule 14: the week is the owner's`(weekStart: Weekday, free: [String]) throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-22T06:00:00Z"), booking(2, "2026-11-25T06:00:00Z")])
    let hours = try schedule("UTC", daily("09:00-10:00"), weekStart: weekStart)
    let finder = try SlotFinder(hours, link(weeklyLimit: 2), facts)
    for text in free { #expect(try finder.times(on: text) == "09:00") }
    if weekStart == .sunday {
      #expect(try finder.reason("2026-11-28T09:00:00Z") == .weeklyLimit(2, weekOf: date("2026-11-22")))
      for text in ["2026-11-22", "2026-11-25", "2026-11-28"] { #expect(try finder.times(on: text) == "") }
    }
  }

  @Test func `rule 14: a week may reach over the year's end and over a change of clocks`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-12-28T06:00:00Z"), booking(2, "2026-10-25T22:30:00Z")])
    let finder = try SlotFinder(schedule("Europe/Berlin", daily("09:00-10:00")), link(weeklyLimit: 1), facts)
    #expect(try finder.times(on: "2027-01-03") == "")
    #expect(try finder.times(on: "2027-01-04") == "09:00")
    // 23:30 in Berlin, on the Sunday of the change.
    #expect(try finder.times(on: "2026-10-19") == "")
    #expect(try finder.times(on: "2026-10-26") == "09:00")
  }

  @Test func `rule 14: the daily limit is named before the weekly one`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-23T06:00:00Z")])
    let finder = try SlotFinder(
      schedule("UTC", daily("09:00-10:00")), link(dailyLimit: 1, weeklyLimit: 1), facts)
    #expect(try finder.reason("2026-11-23T09:00:00Z") == .dailyLimit(1, on: date("2026-11-23")))
    #expect(try finder.reason("2026-11-24T09:00:00Z") == .weeklyLimit(1, weekOf: date("2026-11-23")))
  }

  @Test func `rule 14: a group that has guests may fill its seats whatever the limit`() throws {
    let facts = try Facts(bookings: [booking(1, "2026-11-23T10:00:00Z")])
    let finder = try SlotFinder(
      schedule("UTC", daily("09:00-12:00")), link(dailyLimit: 1, weeklyLimit: 1, seats: 3), facts)
    #expect(try finder.times(on: "2026-11-23") == "10:00")
    #expect(try finder.seatsLeft("2026-11-23T10:00:00Z") == 2)
    #expect(try finder.times(on: "2026-11-24") == "")
  }
}
