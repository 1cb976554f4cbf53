import CivilTime
import ICalendar
import Testing

/// From a calendar's text to the time it takes.
struct SeriesTests {
  private let window = TimeRange(
    from: Instant(seconds: 1_793_491_200), to: Instant(seconds: 1_798_761_600))  // November and December 2026

  private func busy(_ lines: [String], in zone: String = "Europe/Berlin") throws -> [String] {
    let read = try Calendar.read(bytes(["BEGIN:VCALENDAR"] + lines + ["END:VCALENDAR"]))
    #expect(read.refused == [])
    let zone = try Zone.named(zone)
    return try read.series.flatMap { try $0.busy(in: window, for: zone) }.map {
      String($0.start.description.dropFirst(5).prefix(11)) + "+\($0.microseconds / 60_000_000)"
    }
  }

  private func event(_ lines: String...) -> [String] {
    ["BEGIN:VEVENT", "UID:1"] + lines + ["END:VEVENT"]
  }

  @Test func `a series is put together from its parts`() throws {
    let text =
      event(
        "DTSTART;TZID=Europe/Berlin:20261123T100000", "DTEND;TZID=Europe/Berlin:20261123T103000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5", "EXDATE;TZID=Europe/Berlin:20261207T100000")
      + event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261130T100000", "DTSTART;TZID=Europe/Berlin:20261130T150000",
        "DURATION:PT1H")
      + event("RECURRENCE-ID:20261214T090000Z", "DTSTART:20261214T090000Z", "STATUS:CANCELLED")
      + event("RECURRENCE-ID:20261201T110000Z", "DTSTART:20261201T120000Z", "DTEND:20261201T121500Z")
    #expect(try busy(text) == ["11-23T09:00+30", "11-30T14:00+60", "12-01T12:00+15", "12-21T09:00+30"])
  }

  @Test func `what is free, cancelled or without length takes no time`() throws {
    let moment = "DTSTART:20261123T090000Z"
    #expect(try busy(event(moment, "DURATION:PT1H", "TRANSP:TRANSPARENT")) == [])
    #expect(try busy(event(moment, "DURATION:PT1H", "STATUS:CANCELLED")) == [])
    #expect(try busy(event(moment)) == [])
    #expect(try busy(event(moment, "DTEND:20261123T090000Z")) == [])
    #expect(try busy(event(moment, "DURATION:PT1H", "STATUS:TENTATIVE")) == ["11-23T09:00+60"])
  }

  @Test func `an instance may be free where its series is not, and the other way round`() throws {
    func text(_ master: String, _ instance: String) -> [String] {
      event("DTSTART:20261123T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2", master)
        + event("RECURRENCE-ID:20261124T090000Z", "DTSTART:20261124T090000Z", "DURATION:PT1H", instance)
    }
    #expect(try busy(text("TRANSP:OPAQUE", "TRANSP:TRANSPARENT")) == ["11-23T09:00+60"])
    #expect(try busy(text("TRANSP:TRANSPARENT", "TRANSP:OPAQUE")) == ["11-24T09:00+60"])
    #expect(try busy(text("STATUS:CANCELLED", "STATUS:CONFIRMED")) == ["11-24T09:00+60"])
  }

  @Test func `whole days and floating times are the owner's`() throws {
    let day = event("DTSTART;VALUE=DATE:20261123")
    #expect(try busy(day) == ["11-22T23:00+1440"])
    #expect(try busy(day, in: "Asia/Tokyo") == ["11-22T15:00+1440"])
    let holiday = event("DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261126")
    #expect(try busy(holiday) == ["11-22T23:00+4320"])
    let floating = event("DTSTART:20261123T090000", "DTEND:20261123T093000")
    #expect(try busy(floating) == ["11-23T08:00+30"])
    #expect(try busy(floating, in: "Asia/Tokyo") == ["11-23T00:00+30"])
  }

  @Test func `an end in another zone is an instant`() throws {
    let flight = event("DTSTART;TZID=Europe/Berlin:20261123T100000", "DTEND;TZID=America/New_York:20261123T130000")
    #expect(try busy(flight) == ["11-23T09:00+540"])
  }

  @Test func `changed occurrences without their series stand for themselves`() throws {
    let text =
      event("RECURRENCE-ID:20261130T090000Z", "DTSTART:20261130T120000Z", "DURATION:PT1H")
      + event("RECURRENCE-ID:20261123T090000Z", "DTSTART:20261123T120000Z", "DURATION:PT1H")
      + event("RECURRENCE-ID:20261201T090000Z", "DTSTART:20261201T120000Z", "STATUS:CANCELLED")
    #expect(try busy(text) == ["11-23T12:00+60", "11-30T12:00+60"])
  }

  @Test func `of two versions the newer counts`() throws {
    let old = event("SEQUENCE:1", "DTSTAMP:20261102T000000Z", "DTSTART:20261123T090000Z", "DURATION:PT1H")
    let new = event("SEQUENCE:2", "DTSTAMP:20261101T000000Z", "DTSTART:20261124T090000Z", "DURATION:PT1H")
    #expect(try busy(old + new) == ["11-24T09:00+60"])
    #expect(try busy(new + old) == ["11-24T09:00+60"])
  }

  @Test func `added periods bring their own length`() throws {
    let text = event(
      "DTSTART;TZID=Europe/Berlin:20261123T100000", "DURATION:PT30M",
      "RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20261124T100000/PT2H,20261125T100000/20261125T101500",
      "RDATE;TZID=Europe/Berlin:20261126T100000")
    #expect(try busy(text) == ["11-23T09:00+30", "11-24T09:00+120", "11-25T09:00+15", "11-26T09:00+30"])
  }

  @Test func `each entry brings the event that speaks for it`() throws {
    let text = bytes(
      ["BEGIN:VCALENDAR"] + event("DTSTART:20261123T090000Z", "SUMMARY:A", "RRULE:FREQ=DAILY;COUNT=2")
        + event("RECURRENCE-ID:20261124T090000Z", "DTSTART:20261124T100000Z", "SUMMARY:B") + ["END:VCALENDAR"])
    let series = try #require(try Calendar.read(text).series.first)
    let entries = try series.entries(in: window, for: .utc)
    #expect(entries.map(\.event.summary) == ["A", "B"])
    #expect(
      entries.map(\.occurrence.original) == [try instant("2026-11-23T09:00:00Z"), try instant("2026-11-24T09:00:00Z")])
  }

  @Test func `a rule that asks for too much says so`() throws {
    let text = bytes(
      ["BEGIN:VCALENDAR"] + event("DTSTART:20261123T090000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY") + [
        "END:VCALENDAR"
      ])
    let series = try #require(try Calendar.read(text).series.first)
    #expect(throws: ExpansionError.tooManyOccurrences(limit: 20_000)) { try series.busy(in: window, for: .utc) }
  }
}
