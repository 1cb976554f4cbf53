internal import Almanac
internal import CivilTime
internal import Mustache
internal import Synchronization

/// What the clocks of well-known cities read, in one language, as finished options: every page shows the same for a
/// minute.
final class CityClocks: Sendable {
  private struct City: Sendable {
    let option: String
    /// As the tables know the zone, for telling whether it was named already.
    let knownName: String
  }

  private struct Minute: Sendable {
    let end: Instant
    let cities: [City]
  }

  private let template: Bound<ZoneOptionView>
  private let zones: [Zone] = CityClocks.wellKnown.compactMap { try? Zone.named($0) }
  /// One for each way of counting hours.
  private let minutes = Mutex<[ClockHabit: Minute]>([:])

  init(_ template: Bound<ZoneOptionView>) {
    self.template = template
  }

  /// All but those that were named already.
  func options(at now: Instant, _ habit: ClockHabit, except named: [String], _ lettering: Lettering) throws(Fault)
    -> String
  {
    var options = ""
    for city in try cities(at: now, habit, lettering) where !named.contains(city.knownName) { options += city.option }
    return options
  }

  private func cities(at now: Instant, _ habit: ClockHabit, _ lettering: Lettering) throws(Fault) -> [City] {
    let end = now.nextMinute
    if let minute = minutes.withLock({ $0[habit] }), minute.end == end { return minute.cities }
    var cities: [City] = []
    for zone in zones {
      let option = ZoneOptionView(zone, at: now, habit, lettering, isCurrent: false)
      let text = String(decoding: try template.render(option, in: lettering.words), as: UTF8.self)
      cities.append(City(option: text, knownName: Atlas.system.knownName(of: zone.name)))
    }
    minutes.withLock { $0[habit] = Minute(end: end, cities: cities) }
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
