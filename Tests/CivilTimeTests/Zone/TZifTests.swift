import CivilTime
import TestSupport
import Testing

struct TZifTests {
  @Test func `a file without a rule keeps its last offset for ever`() throws {
    var file = TZifBuilder()
    file.types = [(3_600, 0, 0), (7_200, 1, 4)]
    file.transitions = [(0, 1)]
    let zone = try Zone(name: "Test", tzif: file.bytes)
    #expect(zone.offset(at: Instant(seconds: -1)) == 3_600)
    #expect(zone.abbreviation(at: Instant(seconds: -1)) == "ONE")
    #expect(zone.offset(at: Instant(seconds: 0)) == 7_200)
    #expect(zone.offset(at: .distantFuture) == 7_200)
    #expect(zone.offset(at: .distantPast) == 3_600)
    #expect(zone.isSummerTime(at: .distantFuture))
  }

  @Test func `a file of version 1 is read from its 32-bit times`() throws {
    var file = TZifBuilder()
    file.version = 0
    file.types = [(-18_000, 0, 0), (-14_400, 1, 4)]
    file.transitions = [(-100, 1), (100, 0)]
    let zone = try Zone(name: "Test", tzif: file.bytes)
    #expect(
      [-101, -100, 99, 100].map { zone.offset(at: Instant(seconds: $0)) } == [-18_000, -14_400, -14_400, -18_000])
  }

  @Test func `without transitions the rule holds always`() throws {
    var file = TZifBuilder()
    file.footer = "\n<+01>-1<+02>,M3.5.0,M10.5.0/3\n"
    let zone = try Zone(name: "Test", tzif: file.bytes)
    for year in ["1500", "1970", "2026", "9000"] {
      #expect(try zone.offset(at: #require(Instant("\(year)-07-01T00:00:00Z"))) == 7_200)
      #expect(try zone.offset(at: #require(Instant("\(year)-12-01T00:00:00Z"))) == 3_600)
    }
  }

  @Test func `a transition before all time is where everything begins`() throws {
    var file = TZifBuilder()
    file.types = [(0, 0, 0), (7_200, 0, 4)]
    file.transitions = [(.min, 1), (-(1 << 59), 0), (.max, 1)]
    let zone = try Zone(name: "Test", tzif: file.bytes)
    #expect(zone.offset(at: .distantPast) == 0)
    #expect(zone.offset(at: .distantFuture) == 0)
    #expect(zone.instant(of: LocalDateTime(wallSeconds: .max)) < .distantFuture)
  }

  private static let broken: [(String, TZifBuilder)] = {
    func changed(_ name: String, _ change: (inout TZifBuilder) -> Void) -> (String, TZifBuilder) {
      var file = TZifBuilder()
      change(&file)
      return (name, file)
    }
    return [
      changed("not a TZif file") { $0.magic = "TZiF" },
      changed("version") { $0.version = UInt8(ascii: "1") },
      changed("version") { $0.version = 255 },
      changed("ends too soon") { $0.claimedTimes = 1_000 },
      changed("ends too soon") { $0.claimedTimes = -1 },
      changed("ends too soon") { $0.claimedTimes = Int(Int32.max) },
      changed("not in order") { $0.transitions = [(100, 0), (100, 0)] },
      changed("not in order") { $0.transitions = [(100, 0), (-100, 0)] },
      changed("not there") { $0.transitions = [(100, 1)] },
      changed("no types") { $0.types = [] },
      changed("no types") { $0.types = Array(repeating: (0, 0, 0), count: 257) },
      changed("offset") { $0.types = [(100_000, 0, 0)] },
      changed("offset") { $0.types = [(-100_000, 0, 0)] },
      changed("offset") { $0.types = [(0, 2, 0)] },
      changed("abbreviation") { $0.types = [(0, 0, 8)] },
      changed("abbreviation") { $0.types = [(0, 0, 255)] },
      changed("abbreviation") { $0.names = "ABC" },
      changed("abbreviation") { $0.names = "A<B\0" },
      changed("abbreviation") { $0.names = String(repeating: "A", count: 40) + "\0" },
      changed("leap seconds") { $0.leapSeconds = 1 },
      changed("indicators") { $0.universalIndicators = 2 },
      changed("footer") { $0.footer = "EST5EDT,M3.2.0,M11.1.0\n" },
      changed("not a rule") { $0.footer = "\nEST5EDT\n" },
      changed("ends too soon") { $0.footer = "\nEST5" },
      changed("ends too soon") { $0.footer = nil },
    ]
  }()

  @Test(arguments: broken.indices)
  func `a broken file is refused with what is wrong with it`(index: Int) {
    let (reason, file) = Self.broken[index]
    do {
      _ = try Zone(name: "Broken", tzif: file.bytes)
      Issue.record("\(reason): was taken")
    } catch {
      #expect(error.description.hasPrefix("time zone \"Broken\" cannot be read: "))
      #expect(error.description.contains(reason))
    }
  }

  @Test func `a file cut short anywhere is refused`() {
    var file = TZifBuilder()
    file.transitions = [(0, 0), (100, 0)]
    file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"
    for length in 0..<file.bytes.count {
      #expect(throws: ZoneError.self) { try Zone(name: "Short", tzif: Array(file.bytes.prefix(length))) }
    }
    #expect(throws: ZoneError.self) { try Zone(name: "Long", tzif: file.bytes + Array(repeating: 0, count: 70_000)) }
  }

  @Test func `whatever bytes are changed, reading either refuses or gives a zone that answers`() {
    var file = TZifBuilder()
    file.types = [(3_600, 0, 0), (7_200, 1, 4)]
    file.transitions = [(-1_000_000, 1), (0, 0), (1_000_000, 1), (2_000_000, 0)]
    file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"
    var random = SplitMix(seed: 6)
    var taken = 0
    for _ in 0..<600 {
      var bytes = file.bytes
      for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      guard let zone = try? Zone(name: "Fuzz", tzif: bytes) else { continue }
      taken += 1
      for seconds in [Int.min, -1, 0, 1_500_000, 4_000_000_000, .max] {
        let reading = zone.local(Instant(seconds: seconds))
        #expect(zone.edge(of: reading) <= zone.instant(of: reading))
        #expect(zone.period(at: Instant(seconds: seconds)).range.contains(Instant(seconds: 0)) || seconds != 0)
      }
    }
    #expect(taken > 50)
  }
}
