internal import Almanac
internal import CivilTime
internal import Mustache

/// The zones worth offering in a list that everyone can survey: the reader's and those around it, the owner's, and one
/// for most of the clocks there are. All others stand on a page of their own, for they would weigh more than the rest.
struct ZoneSelect {
  let current: Zone
  let owner: Zone
  let ownerName: String
  let now: Instant
  let habit: ClockHabit

  func groups(_ lettering: Lettering) -> [ZoneGroupView] {
    var seen: Set<String> = []
    func group(_ label: String, _ zones: [Zone]) -> ZoneGroupView {
      let fresh = zones.filter { seen.insert(Atlas.system.knownName(of: $0.name)).inserted }
      return ZoneGroupView(label: label, options: fresh.map { option($0, lettering) })
    }
    func zones(_ names: [String]) -> [Zone] { names.compactMap { try? Zone.named($0) } }
    let groups = [
      group(lettering.words.text(.zonesNear), [current] + zones(Atlas.system.neighbours(of: current.name))),
      group(ownerName, [owner]),
      group(lettering.words.text(.zonesElsewhere), zones(ZoneSelect.wellKnown)),
    ]
    return groups.filter { !$0.options.isEmpty }
  }

  /// `name` is another than its own.
  func option(_ zone: Zone, called name: String? = nil, _ lettering: Lettering) -> ZoneOptionView {
    let time = lettering.time(now, in: zone, habit)
    return ZoneOptionView(
      zone: zone.name, label: lettering.cityNow(name ?? lettering.cities[zone.name], time),
      isCurrent: zone.name == current.name)
  }

  /// From west to east, one for most of the clocks there are.
  private static let wellKnown = [
    "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Africa/Lagos", "Africa/Johannesburg", "Europe/Istanbul",
    "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "UTC",
  ]
}

struct ZoneGroupView: View {
  let label: String
  let options: [ZoneOptionView]

  static let keys: Keys<Self> = ["label": .text(\.label), "options": .list(\.options)]
}

/// A zone, as its city and what its clocks read.
struct ZoneOptionView: View {
  let zone: String
  let label: String
  let isCurrent: Bool

  static let keys: Keys<Self> = [
    "zone": .text(\.zone),
    "label": .text(\.label),
    "current": .flag(\.isCurrent),
  ]
}
