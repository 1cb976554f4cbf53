import Almanac
import CivilTime
import Testing

@testable import Web

@Suite struct StripTests {
  static let paris = try! Zone.named("Europe/Paris")
  static let saigon = try! Zone.named("Asia/Ho_Chi_Minh")
  let thursday = LocalDate("2026-12-03")!

  private func strip(
    _ date: LocalDate? = nil, guest: Zone = paris, owner: Zone = saigon, habit: ClockHabit = .twentyFour,
    isMirrored: Bool = false, free: RangeSet = RangeSet(), picked: TimeRange? = nil
  ) -> StripView {
    Strip(date ?? thursday, guest: guest, owner: owner, habit: habit, isMirrored: isMirrored)
      .view(English(), free: free, picked: picked, above: "above", below: "below", label: "label")
  }

  private func range(_ from: String, _ to: String) -> TimeRange {
    TimeRange(from: Instant(from)!, to: Instant(to)!)
  }

  @Test func `two clocks are two bands on one axis, each with its hours`() {
    let strip = strip()
    #expect(strip.bands.count == 2 && strip.below == "below" && strip.height == "62")
    #expect(
      strip.marks.map { "\($0.x) \($0.text) \($0.anchor)" } == [
        "0% 0 start", "25% 6 mid", "50% 12 mid", "75% 18 mid", "100% 24 end",
      ])
    #expect(
      strip.marksBelow.map { "\($0.x) \($0.text) \($0.anchor)" } == [
        "0% 6 start", "25% 12 mid", "50% 18 mid", "75% 0 mid", "100% 6 end",
      ])
  }

  @Test func `clocks that read alike are one band`() throws {
    let strip = strip(owner: try Zone.named("Europe/Berlin"))
    #expect(strip.bands.count == 1 && strip.below == nil && strip.marksBelow.isEmpty)
  }

  @Test func `night turns to day over an hour around sunrise`() {
    let stops = strip().bands[0].stops
    #expect(stops.map(\.isLight) == [false, true, true, false])
    let places = stops.compactMap { Double($0.offset.dropLast()) }
    // Sunrise in Paris that day is at 08:25, sunset at 16:55.
    #expect(abs(places[0] - 32.92) < 0.3 && abs(places[1] - places[0] - 4.17) < 0.02)
    #expect(abs(places[3] - 72.5) < 0.3 && places == places.sorted())
  }

  @Test func `a zone that is no city's has no sun`() {
    #expect(strip(guest: .utc).bands[0].stops.map(\.isLight) == [false])
  }

  @Test func `free stretches and the picked time stand at their share of the day`() {
    let free = RangeSet(sorted: [range("2026-12-03T07:00:00Z", "2026-12-03T09:00:00Z")])
    let strip = strip(free: free, picked: range("2026-12-03T08:00:00Z", "2026-12-03T08:30:00Z"))
    #expect(strip.free.map { "\($0.x) \($0.width)" } == ["33.33% 8.34%"])
    #expect(strip.pick.map { "\($0.x) \($0.width)" } == "37.5% 2.08%")
  }

  @Test func `what lies beyond midnight is cut there`() {
    let strip = strip(picked: range("2026-12-03T22:30:00Z", "2026-12-04T00:30:00Z"))
    #expect(strip.pick.map { "\($0.x) \($0.width)" } == "97.92% 2.08%")
  }

  @Test func `read from right to left all of it is mirrored`() {
    let free = RangeSet(sorted: [range("2026-12-03T07:00:00Z", "2026-12-03T09:00:00Z")])
    let (plain, mirrored) = (strip(free: free), strip(isMirrored: true, free: free))
    #expect(mirrored.marks.map(\.x) == ["100%", "75%", "50%", "25%", "0%"])
    #expect(mirrored.marks.map(\.text) == plain.marks.map(\.text))
    #expect(mirrored.free.map { "\($0.x) \($0.width)" } == ["58.33% 8.34%"])
    let places = mirrored.bands[0].stops.compactMap { Double($0.offset.dropLast()) }
    #expect(places == places.sorted() && mirrored.bands[0].stops.map(\.isLight) == [false, true, true, false])
  }

  @Test(arguments: [("2026-10-25", 25.0), ("2026-03-29", 23.0)])
  func `on a day when clocks change hours stand where they are`(date: String, hours: Double) throws {
    let strip = strip(LocalDate(date), owner: StripTests.paris)
    let six = try #require(Double(strip.marks[1].x.dropLast()))
    #expect(abs(six - (hours - 18) / hours * 100) < 0.01)
    #expect(strip.marks.last?.x == "100%")
  }

  @Test func `whoever counts to twelve reads hours so`() {
    #expect(strip(habit: .twelve).marks.map(\.text) == ["12 am", "6 am", "12 pm", "6 pm", "12 am"])
  }

  @Test(arguments: [(0, "0%"), (1, "0.01%"), (10, "0.1%"), (105, "1.05%"), (3_333, "33.33%"), (10_000, "100%")])
  func `shares are written in the fewest signs`(share: Int, text: String) {
    #expect(DayAxis.percent(share) == text)
  }
}
