internal import Almanac
internal import CivilTime

/// Every zone there is, for who sets their own: by continent, in order of the cities' names. One that no table knows any
/// more, as an alias that was once chosen, stands first.
struct EveryZone {
  let current: String
  let lettering: Lettering

  var groups: [ZoneGroupView] {
    let continents = Continent.allCases.map { continent in
      ZoneGroupView(label: lettering.words.text(continent.word), options: options(of: continent))
    }
    let elsewhere = ([Zone.utc.name] + (isKnown ? [] : [current])).map(option)
    let others = ZoneGroupView(label: lettering.words.text(.zonesElsewhere), options: elsewhere)
    return (isKnown ? continents + [others] : [others] + continents).filter { !$0.options.isEmpty }
  }

  private var isKnown: Bool { current == Zone.utc.name || Atlas.system.zones.contains(current) }

  private func options(of continent: Continent) -> [ZoneOptionView] {
    lettering.cities.zones.filter { $0.hasPrefix(continent.rawValue + "/") }.map(option)
  }

  private func option(_ zone: String) -> ZoneOptionView {
    ZoneOptionView(zone: zone, label: lettering.cities[zone], isCurrent: zone == current)
  }
}
