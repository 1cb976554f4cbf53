/// A city in a list that a zone is chosen from.
public struct City: Hashable, Sendable {
  /// What is chosen with it.
  public let zone: String

  /// With the city the zone is known by, where that is another one.
  public let label: String

  /// The first word of a zone's name: a continent, or an ocean.
  public let region: Substring

  /// Whether the zone is called by it, so that it alone is shown as chosen.
  public let isOwn: Bool
}

extension City {
  /// Cities that many people look for and no table names, and the zones that they live in.
  static let further = [
    "Africa/Cape_Town": "Africa/Johannesburg", "America/Atlanta": "America/New_York",
    "America/Austin": "America/Chicago", "America/Boston": "America/New_York", "America/Brasilia": "America/Sao_Paulo",
    "America/Calgary": "America/Edmonton", "America/Dallas": "America/Chicago", "America/Houston": "America/Chicago",
    "America/Medellin": "America/Bogota", "America/Miami": "America/New_York", "America/Ottawa": "America/Toronto",
    "America/Philadelphia": "America/New_York", "America/Rio_de_Janeiro": "America/Sao_Paulo",
    "America/San_Francisco": "America/Los_Angeles", "America/Seattle": "America/Los_Angeles",
    "America/Washington": "America/New_York", "Asia/Abu_Dhabi": "Asia/Dubai", "Asia/Beijing": "Asia/Shanghai",
    "Asia/Bengaluru": "Asia/Kolkata", "Asia/Can_Tho": "Asia/Ho_Chi_Minh", "Asia/Chennai": "Asia/Kolkata",
    "Asia/Da_Nang": "Asia/Ho_Chi_Minh", "Asia/Delhi": "Asia/Kolkata", "Asia/Guangzhou": "Asia/Shanghai",
    "Asia/Hai_Phong": "Asia/Ho_Chi_Minh", "Asia/Hanoi": "Asia/Ho_Chi_Minh", "Asia/Hue": "Asia/Ho_Chi_Minh",
    "Asia/Islamabad": "Asia/Karachi", "Asia/Lahore": "Asia/Karachi", "Asia/Mumbai": "Asia/Kolkata",
    "Asia/Osaka": "Asia/Tokyo", "Asia/Shenzhen": "Asia/Shanghai", "Europe/Ankara": "Europe/Istanbul",
    "Europe/Barcelona": "Europe/Madrid", "Europe/Cologne": "Europe/Berlin", "Europe/Edinburgh": "Europe/London",
    "Europe/Frankfurt": "Europe/Berlin", "Europe/Geneva": "Europe/Zurich", "Europe/Hamburg": "Europe/Berlin",
    "Europe/Lyon": "Europe/Paris", "Europe/Milan": "Europe/Rome", "Europe/Munich": "Europe/Berlin",
    "Europe/Porto": "Europe/Lisbon", "Europe/Saint_Petersburg": "Europe/Moscow",
    "Pacific/Wellington": "Pacific/Auckland",
  ]
}
