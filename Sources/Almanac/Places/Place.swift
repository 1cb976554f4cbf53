internal import Glibc

/// Where a zone's own city lies, in degrees, north and east positive.
public struct Place: Hashable, Sendable {
  public let latitude: Double
  public let longitude: Double

  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// ISO 6709 as the zone tables write it: `+4852+00220`, `-720041+0023206`.
  init?(iso6709 text: Substring) {
    let signs = text.indices.filter { text[$0] == "+" || text[$0] == "-" }
    guard signs.count == 2, signs[0] == text.startIndex,
      let latitude = Place.degrees(text[..<signs[1]], wholeDigits: 2),
      let longitude = Place.degrees(text[signs[1]...], wholeDigits: 3),
      abs(latitude) <= 90, abs(longitude) <= 180
    else { return nil }
    self.init(latitude: latitude, longitude: longitude)
  }

  /// Sign, degrees, minutes and perhaps seconds, without anything between them.
  private static func degrees(_ text: Substring, wholeDigits: Int) -> Double? {
    let digits = text.dropFirst()
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      digits.count == wholeDigits + 2 || digits.count == wholeDigits + 4,
      let whole = Double(digits.prefix(wholeDigits)), let minutes = Double(digits.dropFirst(wholeDigits).prefix(2))
    else { return nil }
    let seconds = Double(digits.dropFirst(wholeDigits + 2)) ?? 0
    let value = whole + minutes / 60 + seconds / 3600
    return text.first == "-" ? -value : value
  }

  /// The cosine of the angle between two places as the earth's centre sees them: the larger, the closer.
  func nearness(to other: Place) -> Double {
    let (one, two) = (latitude * .pi / 180, other.latitude * .pi / 180)
    return sin(one) * sin(two) + cos(one) * cos(two) * cos((longitude - other.longitude) * .pi / 180)
  }
}
