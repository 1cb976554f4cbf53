import CivilTime

/// Knows which zone a text means by its TZIDs.
///
/// 1. An IANA name means that zone, whatever the text's own VTIMEZONE says: ours are the newer rules.
/// 2. So does one behind a prefix, as in `/freeassociation.sourceforge.net/Europe/Berlin`.
/// 3. A name of Windows means the zone that CLDR gives for it.
/// 4. Otherwise the VTIMEZONE may name an IANA zone of its own (X-LIC-LOCATION).
/// 5. Otherwise its rules may be those of a known zone throughout the years the calendar speaks of: see `ZoneRules`.
/// 6. Otherwise its rules make a zone of their own, under the name the text gives it.
///
/// What none of these find is not known: never silently UTC.
final class ZoneBook {
  let limits: ReadingLimits
  private let definitions: [String: Component]
  private let years: ClosedRange<Int>
  private var found: [String: Zone?] = [:]

  /// An error shows no more of a name than this.
  static let longestShownName = 64

  /// More definitions than these in one calendar are not looked at: their zones are known by name or not at all.
  private static let mostDefinitions = 1_000

  /// More STANDARD and DAYLIGHT parts than these are not worked out, all definitions together. Each may cost half a
  /// millisecond; a zone written out year by year has some hundred.
  private var partsLeft = 1_000

  init(_ calendar: Component, _ limits: ReadingLimits) {
    self.limits = limits
    var definitions: [String: Component] = [:]
    for part in calendar.components where part.name == "VTIMEZONE" && definitions.count < Self.mostDefinitions {
      guard let identifier = try? part.property("TZID")?.plain else { continue }
      definitions[identifier] = part
    }
    self.definitions = definitions
    years = Self.years(of: calendar)
  }

  func zone(_ identifier: String) -> Zone? {
    if let known = found[identifier] { return known }
    let zone = resolve(identifier)
    found.updateValue(zone, forKey: identifier)
    return zone
  }

  private func resolve(_ identifier: String) -> Zone? {
    if let zone = Self.named(identifier) { return zone }
    guard let definition = definitions[identifier], definition.defect == nil else { return nil }
    if let location = try? definition.property("X-LIC-LOCATION")?.plain, let zone = Self.named(location) { return zone }
    partsLeft -= definition.components.count
    guard partsLeft >= 0, let rules = ZoneRules(definition) else { return nil }
    return rules.knownZone(in: years) ?? rules.zone(named: String(identifier.prefix(Self.longestShownName)))
  }

  private static func named(_ identifier: String) -> Zone? {
    if let zone = try? Zone.named(identifier) { return zone }
    if let name = WindowsZones.names[identifier], let zone = try? Zone.named(name) { return zone }
    // IANA names have up to three words; a single last one (UTC) is believed only behind a prefix.
    let words = identifier.split(separator: "/", omittingEmptySubsequences: true)
    guard identifier.hasPrefix("/"), words.count <= 8 else { return nil }
    for count in [3, 2, 1] where count < words.count {
      if let zone = try? Zone.named(words.suffix(count).joined(separator: "/")) { return zone }
    }
    return nil
  }

  /// The years the calendar's events begin in, and some more for those that repeat.
  private static func years(of calendar: Component) -> ClosedRange<Int> {
    var first = Int.max
    var last = Int.min
    for part in calendar.components where part.name == "VEVENT" || part.name == "VFREEBUSY" {
      for property in part.properties("DTSTART") {
        guard let year = Int(digits: property.value.prefix(4)) else { continue }
        first = min(first, year)
        last = max(last, year)
      }
    }
    guard first <= last else { return 2020...2030 }
    let begin = max(1_970, min(first, 2_090))
    return begin...max(begin + 10, min(last, begin + 40))
  }
}
