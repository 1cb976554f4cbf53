/// What people of one language call the zones: by their city, as nobody says Asia/Ho_Chi_Minh.
public struct CityNames: Sendable {
  /// The zones to choose from, in the order in which people of the language look for their cities.
  public let zones: [String]
  private let names: [String: String]
  private let atlas: Atlas

  /// Those of the system's zones, put in order once.
  public static func system(_ tongue: any Tongue) -> CityNames { systems[tongue.language] ?? CityNames(tongue) }

  private static let systems = Dictionary(uniqueKeysWithValues: Tongues.all.map { ($0.language, CityNames($0)) })

  public init(_ tongue: any Tongue, _ atlas: Atlas = .system) {
    self.atlas = atlas
    let own = CityNames.spelt.merging(tongue.cities) { _, own in own }
    let named = atlas.zones.map { (zone: $0, name: own[$0] ?? CityNames.plain($0)) }
    zones = named.map { (zone: $0.zone, order: NameOrder(of: $0.name, marks: tongue.letterMarks)) }
      .sorted { $0.order < $1.order }.map(\.zone)
    names = Dictionary(uniqueKeysWithValues: named.map { ($0.zone, $0.name) }).merging(own) { $1 }
  }

  public subscript(zone: String) -> String {
    if let name = names[zone] { return name }
    let known = atlas.knownName(of: zone)
    return names[known] ?? CityNames.plain(known)
  }

  /// The city out of the zone's name, with its state where the name has one.
  private static func plain(_ zone: String) -> String {
    let words = zone.split(separator: "/").map { $0.split(separator: "_").joined(separator: " ") }
    guard let city = words.last else { return zone }
    return words.count == 3 && statesSaid.contains(words[1]) ? "\(city), \(words[1])" : city
  }

  private static let statesSaid: Set = ["Indiana", "Kentucky", "North Dakota"]

  /// Signs that a zone's name cannot hold.
  private static let spelt = [
    "Etc/UTC": "UTC", "Etc/GMT": "UTC", "America/Araguaina": "Araguaína", "America/Asuncion": "Asunción",
    "America/Belem": "Belém", "America/Bogota": "Bogotá", "America/Cancun": "Cancún",
    "America/Ciudad_Juarez": "Ciudad Juárez", "America/Argentina/Cordoba": "Córdoba", "America/Cuiaba": "Cuiabá",
    "America/Eirunepe": "Eirunepé", "America/Maceio": "Maceió", "America/Mazatlan": "Mazatlán",
    "America/Merida": "Mérida", "America/Noronha": "Fernando de Noronha", "America/Santarem": "Santarém",
    "America/Sao_Paulo": "São Paulo", "America/St_Johns": "St. John’s", "America/Argentina/Tucuman": "Tucumán",
    "Atlantic/Azores": "Azores", "Europe/Chisinau": "Chișinău", "Pacific/Noumea": "Nouméa",
  ]
}
