import CivilTime
import TestSupport
import Testing

@testable import Web

@Suite struct StampTests {
  @Test func `an instant is written as everywhere else`() throws {
    var chance = SplitMix(seed: 20_261_120)
    let zones = try ["UTC", "Europe/Paris", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati"].map(Zone.named)
    for _ in 0..<500 {
      let instant = Instant(seconds: Int.random(in: -2_000_000_000...9_000_000_000, using: &chance))
      #expect(Stamp.utc(instant) == instant.description)
      let zone = zones.randomElement(using: &chance)!
      let offset = zone.offset(at: instant)
      guard offset % 60 == 0 else { continue }
      #expect(Stamp.local(zone.local(instant), offset: offset) == instant.rfc3339(offset: offset))
    }
  }

  @Test(arguments: [LocalDate.first, .last])
  func `at the calendar's ends too`(date: LocalDate) {
    let reading = LocalDateTime(date: date, time: .midnight)
    #expect(Stamp.local(reading, offset: -86_340).hasSuffix("T00:00:00-23:59"))
  }
}
