import CivilTime
import Glibc
import TestSupport
import Testing

/// The C library as the second opinion on every zone there is. It keeps its zone in the environment of the process, so
/// all of it is one test, zone after zone.
struct ZoneLibraryTests {
  private static let folder = "/usr/share/zoneinfo"

  @Test func `for every zone on the system the C library reads the same offsets and names`() throws {
    let names = Self.names()
    #expect(names.count > 400)
    var random = SplitMix(seed: 1)
    let before = getenv("TZ").map { String(cString: $0) }
    defer {
      if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
      tzset()
    }
    for name in names {
      let zone = try Zone.named(name)
      setenv("TZ", ":" + name, 1)
      tzset()
      for second in Self.instants(of: zone, &random) {
        if let disagreement = Self.disagreement(zone, at: second) {
          Issue.record("\(disagreement)")
          break
        }
      }
    }
  }

  private static func disagreement(_ zone: Zone, at second: Int) -> String? {
    var clock = time_t(second)
    var parts = tm()
    localtime_r(&clock, &parts)
    let instant = Instant(seconds: second)
    let abbreviation = zone.abbreviation(at: instant)
    guard zone.offset(at: instant) == parts.tm_gmtoff, abbreviation == String(cString: parts.tm_zone) else {
      return "\(zone.name) at \(instant): \(zone.offset(at: instant)) \(abbreviation), "
        + "the C library says \(parts.tm_gmtoff) \(String(cString: parts.tm_zone))"
    }
    return nil
  }

  /// 1,000 in all: the last second of the old clocks and the first of the new around many changes, the rest anywhere
  /// between the years 1800 and 2500.
  private static func instants(of zone: Zone, _ random: inout SplitMix) -> [Int] {
    let range = TimeRange(from: Instant(seconds: -5_364_662_400), to: Instant(seconds: 16_725_225_600))
    let changes = zone.transitions(in: range).map(\.instant.seconds)
    var instants = changes.shuffled(using: &random).prefix(200).flatMap { [$0 - 1, $0] }
    while instants.count < 1_000 {
      instants.append(Int.random(in: range.start.seconds...range.end.seconds, using: &random))
    }
    return instants
  }

  /// Every file under the zones' folder that begins with a capital, as only IANA's names do.
  private static func names(under prefix: String = "") -> [String] {
    guard let directory = opendir(folder + "/" + prefix) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let first = name.first, first.isUppercase else { continue }
      let path = prefix + name
      var status = stat()
      guard stat(folder + "/" + path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        names += Self.names(under: path + "/")
      } else {
        names.append(path)
      }
    }
    return names.sorted()
  }
}
