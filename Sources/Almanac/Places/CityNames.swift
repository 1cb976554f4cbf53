/// What people of one language call the zones: by their city, as nobody says Asia/Ho_Chi_Minh.
public struct CityNames: Sendable {
  /// The zones to choose from, in the order in which people of the language look for their cities.
  public let zones: [String]

  /// All that they may look for in such a list, under every name that leads to a zone, in the same order.
  public let every: [City]
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
    let names = Dictionary(uniqueKeysWithValues: named.map { ($0.zone, $0.name) }).merging(own) { $1 }
    every = CityNames.every(in: atlas, named: own, marks: tongue.letterMarks)
    self.names = names
  }

  private static func every(in atlas: Atlas, named: [String: String], marks: [String]) -> [City] {
    func name(_ zone: String) -> String { named[zone] ?? plain(zone) }
    func city(_ path: String, _ zone: String) -> City? {
      let (known, name) = (atlas.knownName(of: zone), name(path))
      let city = named[known] ?? plain(known)
      // Where only the zone's name was another one, its city is there already.
      if known != path, city.hasPrefix(name) { return nil }
      return City(
        zone: zone, label: name == city ? city : "\(name) (\(city))", region: path.prefix { $0 != "/" },
        isOwn: path == zone)
    }
    let further = City.further.filter { atlas.zones.contains($0.value) }
    let cities = (atlas.zones + atlas.otherNames).compactMap { city($0, $0) } + further.compactMap { city($0, $1) }
    return cities.map { (city: $0, order: NameOrder(of: $0.label, marks: marks)) }
      .sorted { $0.order < $1.order }.map(\.city)
  }

  public subscript(zone: String) -> String {
    let known = atlas.knownName(of: zone)
    return names[known] ?? names[zone] ?? CityNames.plain(known)
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
    "America/Brasilia": "Brasília", "America/Medellin": "Medellín", "America/Belem": "Belém",
    "America/Bogota": "Bogotá", "America/Cancun": "Cancún",
    "America/Ciudad_Juarez": "Ciudad Juárez", "America/Argentina/Cordoba": "Córdoba", "America/Cuiaba": "Cuiabá",
    "America/Eirunepe": "Eirunepé", "America/Maceio": "Maceió", "America/Mazatlan": "Mazatlán",
    "America/Merida": "Mérida", "America/Noronha": "Fernando de Noronha", "America/Santarem": "Santarém",
    "America/Sao_Paulo": "São Paulo", "America/St_Johns": "St. John’s", "America/Argentina/Tucuman": "Tucumán",
    "Atlantic/Azores": "Azores", "Europe/Chisinau": "Chișinău", "Pacific/Noumea": "Nouméa",
  ]
}
