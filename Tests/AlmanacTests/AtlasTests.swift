import Testing

@testable import Almanac

@Suite struct AtlasTests {
  let atlas = Atlas.system

  @Test func `the system's tables name some three hundred zones to choose from`() {
    #expect((250...450).contains(atlas.zones.count))
    #expect(atlas.zones.contains("Asia/Ho_Chi_Minh") && !atlas.zones.contains("Asia/Saigon"))
    #expect(atlas.zones == atlas.zones.sorted())
  }

  @Test(arguments: [
    ("Europe/Paris", 48.87, 2.33), ("Asia/Ho_Chi_Minh", 10.75, 106.67), ("America/New_York", 40.71, -74.01),
    ("Asia/Saigon", 10.75, 106.67), ("Europe/Amsterdam", 52.37, 4.9), ("Antarctica/Troll", -72.01, 2.54),
  ])
  func `a zone's city lies where it lies, under an old name too`(zone: String, latitude: Double, longitude: Double)
    throws
  {
    let place = try #require(atlas.place(of: zone))
    #expect(abs(place.latitude - latitude) < 0.01 && abs(place.longitude - longitude) < 0.01)
  }

  @Test(arguments: ["UTC", "Etc/GMT+5", "Mars/Olympus", ""])
  func `what is no city's has no place`(zone: String) {
    #expect(atlas.place(of: zone) == nil)
    #expect(atlas.neighbours(of: zone) == [])
  }

  @Test func `neighbours are the closest others`() {
    let near = atlas.neighbours(of: "Europe/Paris")
    #expect(near.first == "Europe/Brussels" && near.contains("Europe/London"))
    #expect(near.count == 4 && !near.contains("Europe/Paris"))
    #expect(atlas.neighbours(of: "Asia/Saigon") == atlas.neighbours(of: "Asia/Ho_Chi_Minh"))
  }

  @Test func `without tables there is nothing to choose, and nothing breaks`() {
    let blank = Atlas(folder: "/nowhere")
    #expect(blank.zones == [] && blank.place(of: "Europe/Paris") == nil)
    #expect(CityNames(English(), blank)["Europe/Paris"] == "Paris")
  }

  @Test(arguments: [
    ("Europe/Paris", "Paris"), ("Asia/Ho_Chi_Minh", "Ho Chi Minh City"), ("Asia/Saigon", "Ho Chi Minh City"),
    ("America/New_York", "New York"), ("US/Pacific", "Los Angeles"), ("America/Indiana/Knox", "Knox, Indiana"),
    ("America/Argentina/Ushuaia", "Ushuaia"), ("America/Sao_Paulo", "São Paulo"), ("UTC", "UTC"), ("Etc/UTC", "UTC"),
    ("Europe/Amsterdam", "Amsterdam"),
  ])
  func `a zone is called by its city`(zone: String, city: String) {
    #expect(CityNames(English())[zone] == city)
  }

  @Test func `a language may have a name of its own for a city`() {
    #expect(CityNames(Vietnamese())["Asia/Saigon"] == "TP. Hồ Chí Minh")
    #expect(CityNames(Vietnamese())["Europe/Paris"] == "Paris")
  }

  private static func ordered(_ names: [String], _ tongue: any Tongue) -> [String] {
    names.sorted { NameOrder(of: $0, marks: tongue.letterMarks) < NameOrder(of: $1, marks: tongue.letterMarks) }
  }

  @Test func `names stand as people look for them, with marks and capitals or without`() {
    let names = [
      "Zürich", "Đài Bắc", "Ürümqi", "São Paulo", "Oslo", "Santiago", "St. Louis", "St Kitts", "eden", "Edam",
    ]
    #expect(
      Self.ordered(names, English()) == [
        "Đài Bắc", "Edam", "eden", "Oslo", "Santiago", "São Paulo", "St Kitts", "St. Louis", "Ürümqi", "Zürich",
      ])
  }

  @Test func `Vietnamese has letters of its own behind those they are made of; tones are none`() {
    let names = ["Ưng", "Um", "Ơn", "Ông", "Òng", "Ong", "Đà Nẵng", "Dubai", "Ân", "Ăn", "Ánh", "Anna", "Amsterdam"]
    #expect(
      Self.ordered(names, Vietnamese()) == [
        "Amsterdam", "Ánh", "Anna", "Ăn", "Ân", "Dubai", "Đà Nẵng", "Ong", "Òng", "Ông", "Ơn", "Um", "Ưng",
      ])
  }

  @Test(arguments: [
    ("Europe/Amsterdam", "Amsterdam"), ("Europe/Oslo", "Oslo"), ("Europe/Stockholm", "Stockholm"),
    ("Asia/Kolkata", "Kolkata"), ("Asia/Kolkata", "Mumbai (Kolkata)"), ("Asia/Calcutta", "Calcutta (Kolkata)"),
    ("Asia/Ho_Chi_Minh", "Ho Chi Minh City"), ("Asia/Saigon", "Saigon (Ho Chi Minh City)"),
    ("Asia/Ho_Chi_Minh", "Hanoi (Ho Chi Minh City)"), ("Europe/Kiev", "Kiev (Kyiv)"),
    ("America/Montreal", "Montreal (Toronto)"), ("Europe/Rome", "Milan (Rome)"), ("Europe/Moscow", "Moscow"),
    ("America/Sao_Paulo", "Brasília (São Paulo)"),
  ])
  func `a city is found under each name that people know it by`(zone: String, label: String) {
    #expect(CityNames.system(English()).every.contains { $0.zone == zone && $0.label == label })
  }

  @Test func `every city is in the list of all, and none twice`() {
    let cities = CityNames.system(English())
    #expect(Set(cities.every.filter(\.isOwn).map(\.zone)).isSuperset(of: Atlas.system.zones))
    #expect(Set(cities.every.map { "\($0.region) \($0.label)" }).count == cities.every.count)
    #expect(Set(cities.every.filter(\.isOwn).map(\.zone)).count == cities.every.count { $0.isOwn })
    #expect(!cities.every.contains { $0.label.hasPrefix("Buenos Aires (") || $0.label.hasPrefix("Córdoba (") })
  }

  @Test func `other names are the reader's own too`() {
    let labels = CityNames.system(Vietnamese()).every.map(\.label)
    #expect(labels.contains("Hà Nội (TP. Hồ Chí Minh)") && labels.contains("Sài Gòn (TP. Hồ Chí Minh)"))
  }

  @Test(arguments: ["en", "vi"])
  func `the system's zones are in the order of their cities' names, each once`(language: String) {
    let cities = CityNames.system(Tongues.named(language))
    #expect(cities.zones.sorted() == Atlas.system.zones)
    let names = cities.zones.map { cities[$0] }
    #expect(names == Self.ordered(names, Tongues.named(language)))
  }
}
