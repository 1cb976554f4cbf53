import CivilTime
import Testing

struct ZoneReadingTests {
  @Test(arguments: [
    // Two changes of clocks each: hour, half hour, at midnight, and far beyond the tables by the footer rule.
    ("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59", "CET"),
    ("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00", "CEST"),
    ("Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59", "CEST"),
    ("Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00", "CET"),
    ("Europe/Berlin", "2499-03-29T01:00:00Z", "2499-03-29T03:00:00", "CEST"),
    ("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00:00", "EDT"),
    ("America/New_York", "2026-11-01T06:00:00Z", "2026-11-01T01:00:00", "EST"),
    ("America/New_York", "2400-03-12T07:00:00Z", "2400-03-12T03:00:00", "EDT"),
    ("Australia/Lord_Howe", "2026-04-04T14:59:59Z", "2026-04-05T01:59:59", "+11"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05T01:30:00", "+1030"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04T02:30:00", "+11"),
    ("Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24T01:00:00", "EEST"),
    ("Africa/Cairo", "2026-10-29T21:00:00Z", "2026-10-29T23:00:00", "EET"),
    ("America/St_Johns", "2026-03-08T05:30:00Z", "2026-03-08T03:00:00", "NDT"),
    ("America/St_Johns", "2010-11-07T02:31:00Z", "2010-11-06T23:01:00", "NST"),
    ("America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06T01:00:00", "-03"),
    ("America/Santiago", "2026-04-05T03:00:00Z", "2026-04-04T23:00:00", "-04"),
    ("America/Sao_Paulo", "2400-01-01T00:00:00Z", "2399-12-31T21:00:00", "-03"),
    ("Pacific/Kiritimati", "2026-01-01T00:00:00Z", "2026-01-01T14:00:00", "+14"),
    ("Pacific/Pago_Pago", "2026-01-01T00:00:00Z", "2025-12-31T13:00:00", "SST"),
    ("Asia/Calcutta", "2028-02-28T18:30:00Z", "2028-02-29T00:00:00", "IST"),
    ("Europe/Dublin", "2026-12-01T12:00:00Z", "2026-12-01T12:00:00", "GMT"),
  ])
  func `an instant reads as its zone's clocks show it`(
    name: String, instant: String, reading: String, abbreviation: String
  ) throws {
    let zone = try Zone.named(name)
    let instant = try #require(Instant(instant))
    #expect(zone.local(instant).description == reading)
    #expect(zone.abbreviation(at: instant) == abbreviation)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
    ("America/New_York", "2026-03-08T02:15:00", "2026-03-08T07:15:00Z", "2026-03-08T07:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-04T02:10:00", "2026-10-03T15:40:00Z", "2026-10-03T15:30:00Z"),
    ("Africa/Cairo", "2026-04-24T00:00:00", "2026-04-23T22:00:00Z", "2026-04-23T22:00:00Z"),
    ("Africa/Cairo", "2026-04-24T00:45:00", "2026-04-23T22:45:00Z", "2026-04-23T22:00:00Z"),
    ("America/Santiago", "2026-09-06T00:30:00", "2026-09-06T04:30:00Z", "2026-09-06T04:00:00Z"),
    ("America/St_Johns", "2026-03-08T02:30:00", "2026-03-08T06:00:00Z", "2026-03-08T05:30:00Z"),
    ("Europe/Berlin", "2499-03-29T02:30:00", "2499-03-29T01:30:00Z", "2499-03-29T01:00:00Z"),
    // A whole day that never was: Samoa crossed the date line.
    ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z", "2011-12-30T10:00:00Z"),
  ])
  func `rule 1: a skipped reading moves on by the gap, an edge to the gap's end`(
    name: String, reading: String, instant: String, edge: String
  ) throws {
    let zone = try Zone.named(name)
    let reading = try #require(LocalDateTime(reading))
    #expect(zone.instant(of: reading).description == instant)
    #expect(zone.edge(of: reading).description == edge)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T00:00:00Z"),
    ("Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z"),
    ("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
    ("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z"),
    ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z"),
    ("Africa/Cairo", "2026-10-29T23:30:00", "2026-10-29T20:30:00Z"),
    ("Africa/Cairo", "2026-10-30T00:00:00", "2026-10-29T22:00:00Z"),
    ("America/Santiago", "2026-04-04T23:15:00", "2026-04-05T02:15:00Z"),
    ("America/St_Johns", "2010-11-07T00:00:30", "2010-11-07T02:30:30Z"),
    ("Europe/Berlin", "2499-10-25T02:30:00", "2499-10-25T00:30:00Z"),
  ])
  func `rule 2: a repeated reading is its first occurrence, as an edge too`(
    name: String, reading: String, instant: String
  ) throws {
    let zone = try Zone.named(name)
    let reading = try #require(LocalDateTime(reading))
    #expect(zone.instant(of: reading).description == instant)
    #expect(zone.edge(of: reading).description == instant)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29", 23.0), ("Europe/Berlin", "2026-10-25", 25), ("Africa/Cairo", "2026-04-24", 23),
    ("Africa/Cairo", "2026-10-29", 25), ("Australia/Lord_Howe", "2026-04-05", 24.5),
    ("Pacific/Apia", "2011-12-30", 0), ("UTC", "2028-02-29", 24), ("UTC", "9999-12-31", 24),
  ])
  func `a day has the hours its zone gives it`(name: String, date: String, hours: Double) throws {
    let day = try Zone.named(name).day(try #require(LocalDate(date)))
    #expect(Double(day.microseconds) / 3_600_000_000 == hours)
  }

  @Test func `a fixed zone never changes`() throws {
    let zone = try #require(Zone(offset: -12_600))
    #expect(zone.name == "-03:30")
    #expect(zone.nextTransition(after: .distantPast) == nil)
    #expect(zone.local(Instant(seconds: 0)).description == "1969-12-31T20:30:00")
    #expect(zone.instant(of: zone.local(Instant(seconds: 1))) == Instant(seconds: 1))
    #expect(Zone(offset: 86_400) == nil)
    #expect(Zone.utc.offset(at: .distantFuture) == 0)
  }
}
