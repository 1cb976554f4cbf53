import CivilTime
import ICalendar
import Testing

/// What is left out of a series, added to it, moved and cancelled: the second half of rule 17.
struct ChangedOccurrencesTests {
  /// Mondays at 10:00 in Berlin: 23 and 30 November, 7 and 14 December 2026, all at 09:00Z.
  private func mondays() throws -> Recurrence {
    try .hour("2026-11-23T10:00", in: "Europe/Berlin", rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=4")
  }

  private func days(_ series: Recurrence) throws -> [String] {
    try series.starts(from: "2026-11-01", before: "2027-02-01").map { String($0.dropFirst(5).prefix(8)) }
  }

  private func hour(_ start: String) throws -> Timing {
    .clock(try reading(start), in: try Zone.named("Europe/Berlin"), lasting: minutes(30))
  }

  @Test func `what is left out is gone, whichever way it is named`() throws {
    let names: [Recurrence.OriginalStart] = [
      .civil(try reading("2026-12-07T10:00")), .instant(try instant("2026-12-07T09:00:00Z")),
      .date(try date("2026-12-07")),
    ]
    for name in names {
      var series = try mondays()
      series.leftOut = [name]
      #expect(try days(series) == ["11-23T09", "11-30T09", "12-14T09"], "\(name)")
    }
  }

  @Test func `what is left out still counts`() throws {
    var series = try mondays()
    series.leftOut = [.date(try date("2026-11-23")), .date(try date("2026-12-14"))]
    #expect(try days(series) == ["11-30T09", "12-07T09"])
  }

  @Test func `leaving out what never was changes nothing`() throws {
    var series = try mondays()
    series.leftOut = [.civil(try reading("2026-12-07T10:01")), .instant(try instant("2026-12-07T10:00:00Z"))]
    #expect(try days(series).count == 4)
  }

  @Test func `a skipped time is left out by its reading, by the reading it moved to and by its instant`() throws {
    let names: [Recurrence.OriginalStart] = [
      .civil(try reading("2026-03-29T02:30")), .civil(try reading("2026-03-29T03:30")),
      .instant(try instant("2026-03-29T01:30:00Z")),
    ]
    for name in names {
      var series = try Recurrence.hour("2026-03-28T02:30", in: "Europe/Berlin", rule: "FREQ=DAILY;COUNT=3")
      series.leftOut = [name]
      #expect(try series.starts(from: "2026-03-01", before: "2026-05-01").count == 2, "\(name)")
    }
  }

  @Test func `a moved instance stands in place of its original`() throws {
    var series = try mondays()
    series.instances = [.init(original: .civil(try reading("2026-11-30T10:00")), timing: try hour("2026-12-01T15:00"))]
    #expect(try days(series) == ["11-23T09", "12-01T14", "12-07T09", "12-14T09"])
    let moved = try series.occurrences(in: try range("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"), allDayIn: .utc)
    #expect(moved.map(\.range.microseconds) == [minutes(30)])
    #expect(moved.map(\.original) == [try instant("2026-11-30T09:00:00Z")])
    #expect(moved.map(\.instance) == [0])
  }

  @Test func `a moved instance is found where it went, and not where it was`() throws {
    var series = try mondays()
    series.instances = [.init(original: .civil(try reading("2026-11-30T10:00")), timing: try hour("2027-01-20T15:00"))]
    #expect(try series.starts(from: "2027-01-20", before: "2027-01-21") == ["2027-01-20T14:00:00Z"])
    #expect(try series.starts(from: "2026-11-30", before: "2026-12-01") == [])
  }

  @Test func `a cancelled instance is gone`() throws {
    var series = try mondays()
    series.instances = [.init(original: .instant(try instant("2026-12-14T09:00:00Z")), timing: nil)]
    #expect(try days(series) == ["11-23T09", "11-30T09", "12-07T09"])
  }

  @Test func `an instance that matches no occurrence still takes place`() throws {
    var series = try mondays()
    series.instances = [.init(original: .civil(try reading("2026-12-02T10:00")), timing: try hour("2026-12-03T08:00"))]
    #expect(try days(series) == ["11-23T09", "11-30T09", "12-03T07", "12-07T09", "12-14T09"])
  }

  @Test func `a cancelled instance that matches nothing takes nothing`() throws {
    var series = try mondays()
    series.instances = [.init(original: .civil(try reading("2026-12-02T10:00")), timing: nil)]
    #expect(try days(series).count == 4)
  }

  @Test func `a change of this and all future moves the later ones by as much and gives them its length`() throws {
    var series = try mondays()
    series.instances = [
      .init(original: .civil(try reading("2026-12-07T10:00")), timing: try hour("2026-12-08T11:00"), andFuture: true)
    ]
    #expect(try days(series) == ["11-23T09", "11-30T09", "12-08T10", "12-15T10"])
    let ranges = try series.busy(in: try range("2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z"), allDayIn: .utc)
    #expect(ranges.map(\.microseconds) == [minutes(60), minutes(60), minutes(30), minutes(30)])
  }

  @Test func `a later change of this and all future takes over, and a single one stands apart`() throws {
    var series = try mondays()
    series.rule = try RecurrenceRule("FREQ=WEEKLY;COUNT=6")
    series.instances = [
      .init(original: .civil(try reading("2026-12-21T10:00")), timing: nil, andFuture: true),
      .init(original: .civil(try reading("2026-11-30T10:00")), timing: try hour("2026-11-30T12:00"), andFuture: true),
      .init(original: .civil(try reading("2026-12-07T10:00")), timing: try hour("2026-12-07T08:00")),
    ]
    #expect(try days(series) == ["11-23T09", "11-30T11", "12-07T07", "12-14T11"])
  }

  @Test func `a change that moves far is found from afar`() throws {
    var series = try Recurrence.hour("2026-01-05T10:00", in: "UTC", rule: "FREQ=WEEKLY")
    let far = Timing.clock(try reading("2026-07-06T10:00"), in: .utc, lasting: minutes(60))
    series.instances = [.init(original: .civil(try reading("2026-02-02T10:00")), timing: far, andFuture: true)]
    // 154 days later: the occurrence of 29 June 2026 now stands on 30 November.
    #expect(try series.starts(from: "2026-11-30", before: "2026-12-01") == ["2026-11-30T10:00:00Z"])
    #expect(try series.starts(from: "2026-03-01", before: "2026-07-01") == [])
  }

  @Test func `added dates stand beside the rule's, once each`() throws {
    var series = try mondays()
    series.added = [
      .start(.civil(try reading("2026-11-25T08:00"))), .start(.instant(try instant("2026-12-07T09:00:00Z"))),
      .start(.date(try date("2026-12-09"))), .range(try range("2026-12-10T00:00:00Z", "2026-12-10T05:00:00Z")),
    ]
    #expect(try days(series) == ["11-23T09", "11-25T07", "11-30T09", "12-07T09", "12-09T09", "12-10T00", "12-14T09"])
    let window = try range("2026-12-10T00:00:00Z", "2026-12-11T00:00:00Z")
    #expect(try series.busy(in: window, allDayIn: .utc).map(\.microseconds) == [minutes(300)])
  }

  @Test func `added dates need no rule, and may be left out`() throws {
    var series = try mondays()
    series.rule = nil
    series.added = [.start(.civil(try reading("2026-11-25T08:00"))), .start(.civil(try reading("2026-11-26T08:00")))]
    series.leftOut = [.civil(try reading("2026-11-26T08:00"))]
    #expect(try days(series) == ["11-23T09", "11-25T07"])
  }
}
