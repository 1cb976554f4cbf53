internal import Almanac
internal import CivilTime
internal import Mustache

/// Draws an owner's day: its sky, what stands in it, and where it is by now.
struct AgendaStrip {
  let day: TimeRange
  let date: LocalDate
  let zone: Zone
  let items: [(item: TodayItem, tint: String)]
  let visit: Visit

  private var axis: DayAxis { DayAxis(day, isMirrored: visit.edition.isMirrored) }
  private var tongue: any Tongue { visit.lettering.tongue }

  var view: AgendaStripView {
    let timed = items.filter { !$0.item.isAllDay && $0.item.blocks }
    return AgendaStripView(
      label: label(timed.map(\.item)), stops: Sky.stops(over: zone, along: axis), marks: marks,
      blocks: timed.compactMap { item, tint in
        item.time.intersection(day).map { time in
          let block = axis.block(time)
          return TintedBlockView(x: block.x, width: block.width, tint: tint)
        }
      },
      now: axis.share(axis.place(visit.now)))
  }

  private func label(_ items: [TodayItem]) -> String {
    let now = visit.lettering.time(visit.now, in: zone, visit.habit)
    guard !items.isEmpty else { return visit.words.text(TodayWord.stripNothing, ["now": now]) }
    let times = items.map { item in
      visit.words.text(
        TodayWord.stripItem, ["title": item.title, "times": visit.lettering.span(item.time, in: zone, visit.habit)])
    }
    return visit.words.text(TodayWord.strip, ["times": times.joined(separator: ", "), "now": now])
  }

  private static let markedHours = [0, 6, 12, 18, 24]

  private var marks: [MarkView] {
    AgendaStrip.markedHours.map { hour in
      let time = LocalTime(hour: hour, minute: 0) ?? .midnight
      let place = axis.place(zone.edge(of: LocalDateTime(date: date, time: time)))
      let anchor = place == 0 ? "start" : place == DayAxis.whole ? "end" : "mid"
      return MarkView(x: axis.share(place), anchor: anchor, text: tongue.hour(hour, visit.habit))
    }
  }
}

/// A day as a band, with what stands in it.
struct AgendaStripView: View {
  let label: String
  let stops: [StopView]
  let marks: [MarkView]
  let blocks: [TintedBlockView]
  let now: String

  static let keys: Keys<Self> = [
    "label": .text(\.label),
    "stops": .list(\.stops),
    "marks": .list(\.marks),
    "blocks": .list(\.blocks),
    "now": .text(\.now),
  ]
}

/// A stretch in a colour of its own.
struct TintedBlockView: View {
  let x: String
  let width: String
  let tint: String

  static let keys: Keys<Self> = ["x": .text(\.x), "width": .text(\.width), "tint": .text(\.tint)]
}
