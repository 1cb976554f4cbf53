internal import Almanac
internal import CivilTime

/// Every zone there is, by continent, in order of the cities' names: for who sets their own, or a guest's. One that no
/// table knows, as an alias that was once chosen, stands first.
struct EveryZone {
  /// Nil where none is chosen yet.
  let current: String?
  let lettering: Lettering

  var groups: [ZoneGroupView] {
    let cities = lettering.cities.every
    let regions = Dictionary(grouping: cities, by: \.region)
    let continents = Continent.allCases.map { continent in
      ZoneGroupView(
        label: lettering.words.text(continent.word), options: (regions[continent.rawValue[...]] ?? []).map(option))
    }
    let unknown = current.flatMap { current in
      current == Zone.utc.name || cities.contains { $0.zone == current } ? nil : plain(current)
    }
    let elsewhere =
      [plain(Zone.utc.name)] + (unknown.map { [$0] } ?? [])
      + cities.filter { Continent(rawValue: String($0.region)) == nil }.map(option)
    let others = ZoneGroupView(label: lettering.words.text(.zonesElsewhere), options: elsewhere)
    return (unknown == nil ? continents + [others] : [others] + continents).filter { !$0.options.isEmpty }
  }

  private func plain(_ zone: String) -> ZoneOptionView {
    ZoneOptionView(zone: zone, label: lettering.cities[zone], isCurrent: zone == current)
  }

  private func option(_ city: City) -> ZoneOptionView {
    ZoneOptionView(zone: city.zone, label: city.label, isCurrent: city.isOwn && city.zone == current)
  }
}
