public import CivilTime
import Glibc

/// When the sun stands above the horizon of a place.
///
/// The almanac's usual short formulas: the sun's mean anomaly, its place on the ecliptic, from there declination and
/// the equation of time. Good to two minutes between the polar circles in this century, which is less than a line's
/// width in any drawing of a day.
public enum Sun {
  /// The stretches of the range with daylight, from sunrise to sunset.
  public static func daylight(at place: Place, in range: TimeRange) -> RangeSet {
    // The noons closest to both ends: the light of other days does not reach into the range.
    let first = solarDay(of: range.start, place)
    // Drawings are of a day or a week; a bound, so that no range costs more than a month.
    let last = min(solarDay(of: range.end, place), first + 31)
    return RangeSet(sorted: (first...last).compactMap { daylight(onSolarDay: $0, at: place) }).intersection(range)
  }

  /// Noon of 1 January 2000, from which the formulas count days.
  private static let epoch = 946_728_000.0
  private static let secondsPerDay = 86_400.0

  private static func solarDay(of instant: Instant, _ place: Place) -> Int {
    Int(((Double(instant.seconds) - epoch) / secondsPerDay + place.longitude / 360).rounded())
  }

  /// From sunrise to sunset around the noon so many days after the epoch's; the whole day where the sun does not set,
  /// nil where it does not rise.
  private static func daylight(onSolarDay day: Int, at place: Place) -> TimeRange? {
    let meanNoon = Double(day) - place.longitude / 360
    let anomaly = radians(357.5291 + 0.985_600_28 * meanNoon)
    let centre = 1.9148 * sin(anomaly) + 0.02 * sin(2 * anomaly) + 0.0003 * sin(3 * anomaly)
    let longitude = anomaly + radians(centre + 180 + 102.9372)
    let noon = meanNoon + 0.0053 * sin(anomaly) - 0.0069 * sin(2 * longitude)
    let declination = asin(sin(longitude) * sin(radians(23.4397)))
    let latitude = radians(place.latitude)
    let turn = (sin(radians(horizon)) - sin(latitude) * sin(declination)) / (cos(latitude) * cos(declination))
    if turn >= 1 { return nil }
    // Midnight sun reaches a little beyond its day, so that days of it join without a seam.
    let half = turn <= -1 ? 0.51 : acos(turn) / (2 * .pi)
    return TimeRange(instant(noon - half), instant(noon + half))
  }

  /// Degrees under which the sun's centre stands when its upper edge shows: its radius, and what the air bends.
  private static let horizon = -0.833

  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

  private static func instant(_ days: Double) -> Instant {
    Instant(seconds: Int(epoch + days * secondsPerDay))
  }
}
