import CivilTime
import TestSupport
import Testing

struct RFC3339Tests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("1985-04-12T23:20:50.52Z", 482_196_050_520_000),
    ("1996-12-19T16:39:57-08:00", 851_042_397_000_000),
    ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130_000),
    ("1990-12-31T23:59:60Z", 662_688_000_000_000),
    ("1990-12-31T15:59:60-08:00", 662_688_000_000_000),
    ("1969-12-31T23:59:59.999999Z", -1),
    ("2026-11-20T09:00:00.1234567890123Z", 1_795_165_200_123_456),
    ("2026-11-20T09:00:00-00:00", 1_795_165_200_000_000),
    ("2028-02-29T00:00:00+14:00", 1_835_344_800_000_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
    ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
  ])
  func `an instant is read to the microsecond`(text: String, microseconds: Int64) {
    #expect(Instant(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T09:00:00", "2026-11-20T09:00Z", "2026-11-20 09:00:00Z", "2026-11-20t09:00:00z",
    "2026-11-20T24:00:00Z", "2026-11-20T09:60:00Z", "2026-11-20T09:00:61Z", "2026-11-20T09:00:60Z",
    "2026-06-30T23:59:60+01:00", "2026-02-29T09:00:00Z", "2026-11-20T09:00:00.Z", "2026-11-20T09:00:00,5Z",
    "2026-11-20T09:00:00+1:00", "2026-11-20T09:00:00+0100", "2026-11-20T09:00:00+24:00", "2026-11-20T09:00:00+01:60",
    "2026-11-20T09:00:00Z ", " 2026-11-20T09:00:00Z", "2026-11-20T09:00:00ZZ", "2026-11-20T9:00:00Z",
    "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00Z", "+2026-11-20T09:00:00Z",
    "2026-11-20T09:00:00\u{2212}01:00", "2026-11-20T09:00:00.\(String(repeating: "1", count: 100))Z",
    "２026-11-20T09:00:00Z",
  ])
  func `what is not quite RFC 3339 is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(arguments: [
    ("2026-11-20T09:00:00Z", 3_600, "2026-11-20T10:00:00+01:00"),
    ("2026-11-20T09:00:00.25Z", -12_600, "2026-11-20T05:30:00.250000-03:30"),
    ("2026-11-20T23:30:00Z", 50_400, "2026-11-21T13:30:00+14:00"),
    ("1890-01-01T00:00:00Z", 3_208, "1890-01-01T00:53:00+00:53"),
    ("1890-01-01T00:00:00Z", -3_208, "1889-12-31T23:06:00-00:54"),
    ("2026-11-20T09:00:00Z", 0, "2026-11-20T09:00:00+00:00"),
  ])
  func `an instant is written with the offset it is shown at`(text: String, offset: Int, written: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.rfc3339(offset: offset) == written)
    #expect(Instant(written) == instant)
  }

  @Test func `what is written is read again`() {
    var random = SplitMix(seed: 7)
    for _ in 0..<500 {
      let microseconds = Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random)
      let instant = Instant(microseconds: random.below(2) == 0 ? microseconds : microseconds / 1_000_000 * 1_000_000)
      #expect(Instant(instant.description) == instant)
    }
  }

  @Test func `an instant beyond the years is written as the calendar's end`() {
    #expect(Instant.distantPast.description.hasPrefix("0001-01-01T00:00:00"))
    #expect(Instant.distantFuture.description.hasPrefix("9999-12-31T23:59:59"))
  }
}
