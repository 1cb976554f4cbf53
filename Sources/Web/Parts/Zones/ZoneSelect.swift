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
    func options(_ names: [String]) -> [ZoneOptionView] {
      names.compactMap { name in
        guard seen.insert(Atlas.system.knownName(of: name)).inserted else { return nil }
        return option(name, lettering)
      }
    }
    let groups = [
      ZoneGroupView(
        label: lettering.words.text(.zonesNear),
        options: options([current.name] + Atlas.system.neighbours(of: current.name))),
      ZoneGroupView(label: ownerName, options: options([owner.name])),
      ZoneGroupView(label: lettering.words.text(.zonesElsewhere), options: options(ZoneSelect.wellKnown)),
    ]
    return groups.filter { !$0.options.isEmpty }
  }

  func option(_ name: String, _ lettering: Lettering) -> ZoneOptionView? {
    guard let zone = try? Zone.named(name) else { return nil }
    let time = lettering.time(now, in: zone, habit)
    return ZoneOptionView(
      zone: name, label: lettering.cityNow(lettering.cities[name], time), isCurrent: name == current.name)
  }

  /// From west to east.
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
