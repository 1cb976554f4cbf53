internal import CivilTime
internal import Operations
internal import Store

/// A day behind today, with what stands in it.
struct TodayDay {
  let id: String
  let date: LocalDate
  let items: [TodayItem]

  /// Whether nothing by the clock comes before it.
  var isNext = false

  /// Tomorrow, and the next meetings behind it, whenever they are.
  static func coming(_ today: Today) -> [TodayDay] {
    let date = today.date.adding(days: 1)
    let tomorrow = TodayDay(id: "tomorrow", date: date, items: today.agenda.items(in: today.zone.day(date)))
    let days = tomorrow.items.isEmpty ? [] : [tomorrow]
    return days + ahead(today)
  }

  private static func ahead(_ today: Today) -> [TodayDay] {
    var days: [(date: LocalDate, items: [TodayItem])] = []
    for meeting in today.ahead {
      let date = today.zone.local(meeting.time.start).date
      if days.last?.date != date { days.append((date, [])) }
      days[days.count - 1].items.append(.meeting(meeting))
    }
    return days.enumerated().map { number, day in
      TodayDay(id: "ahead-\(number + 1)", date: day.date, items: day.items, isNext: number == 0 && today.isOver)
    }
  }
}

extension Today {
  /// Whether nothing is left of today and tomorrow but what is noted on their days.
  fileprivate var isOver: Bool {
    agenda.meetings.allSatisfy { $0.time.end <= now } && agenda.events.allSatisfy { $0.isAllDay || $0.time.end <= now }
  }
}
