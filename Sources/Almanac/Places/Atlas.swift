internal import FoundationEssentials
internal import Glibc
internal import Guard

/// Which zones there are to choose from, where their cities lie, and which names mean the same: the tables that come
/// with the system's zones. Where a table is missing, its answers are: nothing here stops a page.
public final class Atlas: Sendable {
  /// The system's own, read when it is first asked.
  public static let system = Atlas(folder: "/usr/share/zoneinfo")

  /// The zones worth choosing from, one for each history of clocks since 1970, by name.
  public let zones: [String]

  /// What else people may look for, by name: cities whose clocks went with another's since 1970, and names that cities
  /// had before.
  public let otherNames: [String]
  private let places: [String: Place]
  private let aliases: [String: String]
  /// Worked out once a zone that is asked for; there are only so many.
  private let near = Guarded<[String: [String]]>([:])

  public init(folder: String) {
    let chosen = Atlas.places(inTable: "\(folder)/zone1970.tab")
    zones = chosen.keys.sorted()
    // The older table has more cities, whose clocks went with another's since 1970.
    places = chosen.merging(Atlas.places(inTable: "\(folder)/zone.tab")) { mine, _ in mine }
    let aliases = Atlas.aliases(inSource: "\(folder)/tzdata.zi")
    let old = aliases.keys.filter { name in
      name.contains("/") && !Atlas.noCities.contains(name) && access("\(folder)/\(name)", R_OK) == 0
    }
    otherNames = Set(places.keys).union(old).subtracting(zones).sorted()
    self.aliases = aliases
  }

  /// Old names of what is no city, or is spelt as it was.
  private static let noCities: Set = [
    "America/Argentina/ComodRivadavia", "America/Cordoba", "America/Knox_IN", "America/Virgin", "Australia/ACT",
    "Australia/LHI", "Australia/NSW", "Australia/North",
    "Australia/Queensland", "Australia/South", "Australia/Tasmania", "Australia/Victoria", "Australia/West",
    "Australia/Yancowinna", "Pacific/Samoa",
  ]

  /// The name under which the tables know a zone: Asia/Ho_Chi_Minh for Asia/Saigon.
  public func knownName(of zone: String) -> String {
    var name = zone
    // Aliases lead to zones in one or two steps; a circle would be the tables' mistake.
    for _ in 0..<4 where places[name] == nil {
      guard let target = aliases[name] else { break }
      name = target
    }
    return name
  }

  /// Nil for a zone that is no city's, as UTC.
  public func place(of zone: String) -> Place? { places[knownName(of: zone)] }

  /// The zones to choose from whose cities lie closest, the closest first, without the zone itself.
  public func neighbours(of zone: String) -> [String] {
    let known = knownName(of: zone)
    guard let here = places[known] else { return [] }
    if let found = near.withLock({ $0[known] }) { return found }
    let others = zones.filter { $0 != known }
      .compactMap { name in places[name].map { (name: name, distance: $0.nearness(to: here)) } }
      .sorted { ($0.distance, $1.name) > ($1.distance, $0.name) }
    let found = others.prefix(Atlas.neighbourCount).map(\.name)
    near.withLock { $0[known] = found }
    return found
  }

  private static let neighbourCount = 4
}

// The tables' texts.
extension Atlas {
  /// Countries, coordinates, zone, comments: a line a zone, columns parted by tabs.
  private static func places(inTable path: String) -> [String: Place] {
    var places: [String: Place] = [:]
    for line in lines(of: path) where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 3, let place = Place(iso6709: columns[1]) else { continue }
      places[String(columns[2])] = place
    }
    return places
  }

  /// `L TARGET ALIAS` among other lines.
  private static func aliases(inSource path: String) -> [String: String] {
    var aliases: [String: String] = [:]
    for line in lines(of: path) where line.hasPrefix("L ") {
      let words = line.split(separator: " ")
      if words.count == 3 { aliases[String(words[2])] = String(words[1]) }
    }
    return aliases
  }

  private static func lines(of path: String) -> [Substring] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n")
  }
}
