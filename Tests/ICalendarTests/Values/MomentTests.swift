import CivilTime
import ICalendar
import Testing

@Suite struct MomentTests {
  @Test(arguments: [
    ("2026-10-24T23:59:59Z", true), ("2026-10-25T00:00:00Z", false), ("2026-10-25T00:59:59Z", false),
    ("2026-10-25T01:00:00Z", false), ("2026-10-25T01:59:59Z", false), ("2026-10-25T02:00:00Z", true),
    ("2026-03-29T00:59:59Z", true), ("2026-03-29T01:00:00Z", true),
  ])
  func `an instant is a reading of the zone, but where that comes twice`(text: String, isZoned: Bool) throws {
    let berlin = try Zone.named("Europe/Berlin")
    let instant = try #require(Instant(text))
    let moment = Moment(instant, in: berlin)
    #expect(moment.instant(floatingIn: .utc) == instant)
    #expect(moment == (isZoned ? .zoned(berlin.local(instant), berlin) : .utc(instant)))
  }
}
