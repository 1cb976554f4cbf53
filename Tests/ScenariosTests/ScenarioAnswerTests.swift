import TestSupport
import Testing

@testable import Scenarios

@Suite struct `a scenario's answer` {
  private func answer(_ text: String, explained: Bool = false) throws -> String {
    String(decoding: try Scenario.read(Array(text.utf8)).answer(explained: explained).json, as: UTF8.self)
  }

  /// A Berlin Monday from nine to ten, asked from Berlin.
  private func monday(link: String = "", rest: String = "") -> String {
    """
    {"now": "2026-11-20T09:00:00Z",
     "schedule": {"timezone": "Europe/Berlin", "hours": {"mon": [["09:00", "10:00"]]}},
     "link": {"duration_minutes": 30\(link)}\(rest),
     "guest": {"timezone": "Europe/Berlin", "from": "2026-11-23", "to": "2026-11-29"}}
    """
  }

  @Test func `names the guest's zone and lists the days that have slots`() throws {
    #expect(
      try answer(monday()) == """
        {"timezone": "Europe/Berlin", "days": [
          {"date": "2026-11-23", "slots": [{"start": "2026-11-23T08:00:00Z", "seats_left": 1}, \
        {"start": "2026-11-23T08:30:00Z", "seats_left": 1}]}
        ]}

        """)
  }

  @Test func `has no days where nothing is free`() throws {
    let closed = monday().replacing("\"mon\"", with: "\"tue\"").replacing("2026-11-29", with: "2026-11-23")
    #expect(try answer(closed) == "{\"timezone\": \"Europe/Berlin\", \"days\": []}\n")
  }

  @Test func `explains each candidate that was taken away by rule and by what it met`() throws {
    let events = """
      , "events": [{"start": "2026-11-23T08:00:00", "end": "2026-11-23T08:30:00"},
        {"start": "2026-11-23T09:15:00", "end": "2026-11-23T09:30:00"}]
      """
    #expect(
      try answer(monday(rest: events), explained: true) == """
        {"timezone": "Europe/Berlin", "days": [
          {"date": "2026-11-23", "slots": [{"start": "2026-11-23T08:30:00Z", "seats_left": 1}]}
        ], "taken": [
          {"start": "2026-11-23T08:00:00Z", "rule": 10, "by": "event 1"}
        ]}

        """)
  }

  @Test func `counts bookings of another link as taken time, not for this link's limit`() throws {
    let bookings = """
      , "bookings": [{"start": "2026-11-23T08:00:00Z", "end": "2026-11-23T08:30:00Z", "other_link": true}]
      """
    let slots = try answer(monday(link: ", \"daily_limit\": 1", rest: bookings))
    #expect(slots.contains("2026-11-23T08:30:00Z"))
    #expect(!slots.contains("2026-11-23T08:00:00Z"))
    let own = bookings.replacing(", \"other_link\": true", with: "")
    #expect(try !answer(monday(link: ", \"daily_limit\": 1", rest: own)).contains("2026-11-23T08:30:00Z"))
  }

  @Test func `shows the seats that are left`() throws {
    let bookings = """
      , "bookings": [{"start": "2026-11-23T08:00:00Z", "end": "2026-11-23T08:30:00Z", "guests": 3}]
      """
    let slots = try answer(monday(link: ", \"seats\": 5", rest: bookings))
    #expect(slots.contains("{\"start\": \"2026-11-23T08:00:00Z\", \"seats_left\": 2}"))
  }

  @Test func `reads an event without a zone of its own by the schedule's clock`() throws {
    let civil = monday(rest: ", \"events\": [{\"start\": \"2026-11-23T09:00:00\", \"end\": \"2026-11-23T09:30:00\"}]")
    let instants = civil.replacing("T09:00:00\"", with: "T08:00:00Z\"").replacing("T09:30:00\"", with: "T08:30:00Z\"")
    #expect(try answer(civil) == answer(instants))
    #expect(try answer(civil).contains("2026-11-23T08:30:00Z"))
    #expect(try !answer(civil).contains("2026-11-23T08:00:00Z"))
  }

  @Test func `an event every minute of a month is not too much`() throws {
    let always = """
      , "events": [{"start": "2026-11-20T00:00:00", "end": "2026-11-20T00:01:00", "rrule": "FREQ=MINUTELY"}]
      """
    let month = monday(rest: always).replacing("2026-11-29", with: "2026-12-21")
    #expect(try answer(month) == "{\"timezone\": \"Europe/Berlin\", \"days\": []}\n")
  }

  @Test func `a hostile number of occurrences is refused, however it is spread over events`() {
    let event =
      "{\"start\":\"2026-11-20T10:00:00\",\"end\":\"2026-11-20T10:00:01\",\"rrule\":\"FREQ=SECONDLY;COUNT=300\"}"
    let many = monday(rest: ", \"events\": [\(Array(repeating: event, count: 4).joined(separator: ","))]")
      .replacing("\"from\": \"2026-11-23\"", with: "\"from\": \"2026-11-20\"")
    let refusal = #expect(throws: ScenarioRefusal.self) { try Scenario.read(Array(many.utf8), atMost: 1000) }
    #expect(refusal?.description == "events[3].rrule: the events occur more than 1000 times in this time")
  }

  @Test func `an occurrence a hair after an UNTIL instant is no occurrence`() throws {
    let event = """
      , "events": [{"start": "2026-11-22T08:00:00.5Z", "end": "2026-11-22T08:30:00Z",
        "rrule": "FREQ=DAILY;UNTIL=20261123T080000Z"}]
      """
    #expect(try answer(monday(rest: event)).contains("2026-11-23T08:00:00Z"))
  }

  @Test func `is the documented one for the documented example`() throws {
    let text = try Checkout.text("docs/scenario.json")
    let answer = try answer(text, explained: true)
    // Sunday's night hours are Monday morning in Saigon; Monday's busy half hour and its buffer are gone.
    #expect(
      answer.contains("{\"date\": \"2026-11-23\", \"slots\": [{\"start\": \"2026-11-22T21:00:00Z\", \"seats_left\": 1}")
    )
    #expect(answer.contains("{\"start\": \"2026-11-23T09:00:00Z\", \"rule\": 10, \"by\": \"event 0\"}"))
    #expect(!answer.contains("2026-11-24T"))
  }
}
