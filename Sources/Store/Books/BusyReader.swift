internal import CivilTime
internal import ICalendar
internal import Postgres
internal import Scheduling

/// Makes the stretches an owner is taken of the rows of `Events.single` and `Events.series`, which are expanded (rules 16
/// and 17).
struct BusyReader {
  private let range: TimeRange
  private let ownerZone: Zone
  private var stretches: [BusyStretch] = []
  private var series: [Series] = []
  private var instances: [EventID: [Instance]] = [:]

  static func stretches(
    single: Rows, series: Rows, in range: TimeRange, ownerZone: Zone
  ) throws(DatabaseError) -> [BusyStretch] {
    var reader = BusyReader(range: range, ownerZone: ownerZone)
    reader.stretches.reserveCapacity(single.count)
    for (number, row) in single.enumerated() {
      var cells = Cells(row)
      reader.append(TimeRange(from: try cells.next(), to: try cells.next()), number)
    }
    for (number, row) in series.enumerated() { try reader.read(row, single.count + number) }
    reader.expand()
    return reader.stretches
  }

  private init(range: TimeRange, ownerZone: Zone) {
    self.range = range
    self.ownerZone = ownerZone
  }

  private struct Series {
    let id: EventID
    let number: Int
    let time: TimeRange
    let isAllDay: Bool
    let zone: Zone
    let rule: String
    let end: Instant?
    let leftOut: [Instant]
  }

  private struct Instance {
    let number: Int
    let original: Instant
    /// Nil where it takes no time.
    let timing: Timing?
  }

  private mutating func read(_ row: Row, _ number: Int) throws(DatabaseError) {
    var cells = Cells(row)
    let (id, parent, original): (EventID, EventID?, Instant?) = (try cells.next(), try cells.next(), try cells.next())
    let time = TimeRange(from: try cells.next(), to: try cells.next())
    let isAllDay: Bool = try cells.next()
    let zone = try cells.zone()
    let (rule, end): (String?, Instant?) = (try cells.next(), try cells.next())
    let leftOut: [Instant] = try cells.next()
    let blocks: Bool = try cells.next()
    let timing = Self.timing(time, isAllDay: isAllDay, in: zone)
    if let parent, let original {
      instances[parent, default: []].append(
        Instance(number: number, original: original, timing: blocks ? timing : nil))
    } else if !blocks {
      return
    } else if let rule {
      series.append(
        Series(
          id: id, number: number, time: time, isAllDay: isAllDay, zone: zone, rule: rule, end: end, leftOut: leftOut))
    } else {
      append(timing.range(allDayIn: ownerZone), number)
    }
  }

  private mutating func expand() {
    for series in series {
      let instances = instances.removeValue(forKey: series.id) ?? []
      // A series that can't be counted to its end is in the way as a whole: rather that than a meeting on top of it.
      let ranges =
        (try? recurrence(series, instances).busy(in: range, allDayIn: ownerZone))
        ?? [TimeRange(from: series.time.start, to: series.end ?? .distantFuture)]
      // An instance that was changed has a row of its own, and perhaps another name there.
      let changed = Dictionary(
        instances.compactMap { instance in
          instance.timing.map { ($0.range(allDayIn: ownerZone), instance.number) }
        }, uniquingKeysWith: { first, _ in first })
      for range in ranges { append(range, changed[range] ?? series.number) }
    }
    // Those whose series does not block, or is not here, stand for themselves.
    for instance in instances.values.joined() {
      guard let timing = instance.timing else { continue }
      append(timing.range(allDayIn: ownerZone), instance.number)
    }
  }

  private func recurrence(_ series: Series, _ instances: [Instance]) throws -> Recurrence {
    func original(_ instant: Instant) -> Recurrence.OriginalStart {
      series.isAllDay ? .date(series.zone.local(instant).date) : .instant(instant)
    }
    return Recurrence(
      Self.timing(series.time, isAllDay: series.isAllDay, in: series.zone), rule: try RecurrenceRule(series.rule),
      leftOut: series.leftOut.map(original),
      instances: instances.map { Recurrence.Instance(original: original($0.original), timing: $0.timing) })
  }

  /// Whole days are kept from the first midnight to the last one in the event's own zone.
  private static func timing(_ time: TimeRange, isAllDay: Bool, in zone: Zone) -> Timing {
    guard isAllDay else { return .instants(time, in: zone) }
    let first = zone.local(time.start).date
    let last = max(first, zone.local(time.end.adding(microseconds: -1)).date)
    return .days(first...last)
  }

  private mutating func append(_ stretch: TimeRange, _ number: Int) {
    guard !stretch.isEmpty, stretch.overlaps(range) else { return }
    stretches.append(BusyStretch(stretch, event: number))
  }
}
