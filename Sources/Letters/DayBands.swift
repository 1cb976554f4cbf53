internal import Almanac
internal import CivilTime

/// The day strip in table cells, for mail programs draw nothing finer: a day from midnight to midnight of the reader's
/// clock, night and daylight over a zone's own city, and the time that was picked.
struct DayBands {
  private let axis: TimeRange
  private let picked: ClosedRange<Int>

  /// Places along the day, in thousandths.
  private static let whole = 1_000
  /// What is picked stays visible however short it is.
  private static let narrowest = 20
  /// A last ray beside midnight would look like a mistake.
  private static let narrowestLight = 10

  init(_ time: TimeRange, in zone: Zone) {
    axis = zone.day(zone.local(time.start).date)
    let start = min(DayBands.place(time.start, on: axis), DayBands.whole - DayBands.narrowest)
    let end = max(DayBands.place(time.end, on: axis), start + DayBands.narrowest)
    picked = start...end
  }

  /// Nil over a zone that is no city's and so has no sun.
  func cells(over zone: Zone) -> [CellView]? {
    guard let place = Atlas.system.place(of: zone.name) else { return nil }
    let light = Sun.daylight(at: place, in: axis).ranges.map {
      DayBands.place($0.start, on: axis)..<DayBands.place($0.end, on: axis)
    }.filter { $0.count >= DayBands.narrowestLight }
    let marks = Set(light.flatMap { [$0.lowerBound, $0.upperBound] } + [0, DayBands.whole])
    let outside = marks.filter { $0 < picked.lowerBound || $0 > picked.upperBound }
    let edges = outside.union([picked.lowerBound, picked.upperBound]).sorted()
    return zip(edges, edges.dropFirst()).map { start, end in
      let isPicked = start == picked.lowerBound
      let isDay = !isPicked && light.contains { $0.contains(start) }
      return CellView(
        width: DayBands.percent(end - start), isNight: !isPicked && !isDay, isDay: isDay, isPicked: isPicked)
    }
  }

  private static func place(_ instant: Instant, on axis: TimeRange) -> Int {
    let share = instant.microseconds(since: axis.start).multipliedReportingOverflow(by: Int64(whole))
    guard !share.overflow else { return whole }
    return max(0, min(whole, Int(share.partialValue / max(1, axis.microseconds))))
  }

  private static func percent(_ thousandths: Int) -> String {
    thousandths % 10 == 0 ? "\(thousandths / 10)%" : "\(thousandths / 10).\(thousandths % 10)%"
  }
}
