internal import Almanac
internal import CivilTime

/// Night and daylight along a day, as the stops of a gradient: dawn and dusk fade over an hour.
struct Sky {
  /// Half of the hour, in seconds.
  private static let fade = 30 * 60

  /// Over the zone's own city; a zone that is no city's has no sun.
  static func stops(over zone: Zone, along axis: DayAxis) -> [StopView] {
    guard let place = Atlas.system.place(of: zone.name) else { return [StopView(offset: "0%", isLight: false)] }
    // Beyond the day's ends too, for a dawn that began before midnight.
    let hour: Int64 = 3600 * Instant.microsecondsPerSecond
    let light = Sun.daylight(at: place, in: axis.range.widened(before: hour, after: hour))
    var stops = light.ranges.flatMap { light in
      [
        stop(light.start.adding(seconds: -fade), false, axis), stop(light.start.adding(seconds: fade), true, axis),
        stop(light.end.adding(seconds: -fade), true, axis), stop(light.end.adding(seconds: fade), false, axis),
      ]
    }
    if axis.isMirrored { stops.reverse() }
    return stops.isEmpty ? [StopView(offset: "0%", isLight: false)] : stops
  }

  private static func stop(_ instant: Instant, _ isLight: Bool, _ axis: DayAxis) -> StopView {
    StopView(offset: axis.share(axis.place(instant)), isLight: isLight)
  }
}
