internal import Almanac
internal import CivilTime
internal import Synchronization

/// What the clocks of well-known cities read, in one language: every page shows the same for a minute.
final class CityClocks: Sendable {
  struct City: Sendable {
    let option: ZoneOptionView
    /// As the tables know the zone, for telling whether it was named already.
    let knownName: String
  }

  private struct Minute: Sendable {
    let seconds: Int
    let cities: [City]
  }

  private let zones: [Zone] = CityClocks.wellKnown.compactMap { try? Zone.named($0) }
  /// One for each way of counting hours.
  private let minutes = Mutex<[ClockHabit: Minute]>([:])

  func cities(at now: Instant, _ habit: ClockHabit, _ lettering: Lettering) -> [City] {
    let seconds = now.nextMinute.seconds
    if let minute = minutes.withLock({ $0[habit] }), minute.seconds == seconds { return minute.cities }
    let cities = zones.map { zone in
      City(
        option: ZoneOptionView(zone, at: now, habit, lettering, isCurrent: false),
        knownName: Atlas.system.knownName(of: zone.name))
    }
    minutes.withLock { $0[habit] = Minute(seconds: seconds, cities: cities) }
    return cities
  }

  /// From west to east, one for most of the clocks there are.
  private static let wellKnown = [
    "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Africa/Lagos", "Africa/Johannesburg", "Europe/Istanbul",
    "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "UTC",
  ]
}
