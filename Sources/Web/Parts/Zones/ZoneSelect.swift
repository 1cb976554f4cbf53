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

  func groups(_ lettering: Lettering) throws(Fault) -> [ZoneGroupView] {
    let atlas = Atlas.system
    let here = atlas.knownName(of: current.name)
    let near = atlas.neighbours(of: current.name)
    let theirs = atlas.knownName(of: owner.name)
    let nearby = [option(current, lettering)] + near.compactMap { try? Zone.named($0) }.map { option($0, lettering) }
    let elsewhere = try lettering.clocks.options(at: now, habit, except: near + [here, theirs], lettering)
    let isFurther = theirs != here && !near.contains(theirs)
    return [ZoneGroupView(label: lettering.zonesNear, options: nearby)]
      + (isFurther ? [ZoneGroupView(label: ownerName, options: [option(owner, lettering)])] : [])
      + [ZoneGroupView(label: lettering.zonesElsewhere, options: [], finished: elsewhere)]
  }

  func option(_ zone: Zone, _ lettering: Lettering) -> ZoneOptionView {
    ZoneOptionView(zone, at: now, habit, lettering, isCurrent: zone.name == current.name)
  }
}

struct ZoneGroupView: View {
  let label: String
  let options: [ZoneOptionView]
  /// Options that are HTML already.
  var finished = ""

  static let keys: Keys<Self> = [
    "label": .text(\.label),
    "options": .list(\.options),
    "finished": .html(\.finished),
  ]
}

/// A zone, as its city and what its clocks read.
struct ZoneOptionView: View {
  let zone: String
  let label: String
  let isCurrent: Bool

  init(_ zone: Zone, at now: Instant, _ habit: ClockHabit, _ lettering: Lettering, isCurrent: Bool) {
    self.zone = zone.name
    label = lettering.cityNow(lettering.cities[zone.name], lettering.time(now, in: zone, habit))
    self.isCurrent = isCurrent
  }

  static let keys: Keys<Self> = [
    "zone": .text(\.zone),
    "label": .text(\.label),
    "current": .flag(\.isCurrent),
  ]
}
