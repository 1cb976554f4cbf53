internal import CivilTime
internal import Scheduling

extension LinkRules {
  /// `link`: what is asked of a slot. Every key but `duration_minutes` may be left out.
  static func read(_ value: JSON, _ path: String) throws(ScenarioRefusal) -> LinkRules {
    var fields = try Fields(value, at: path)
    let duration = try fields.required("duration_minutes", Read.number)
    let increment = try fields.optional("slot_increment_minutes", Read.number)
    let before = try fields.optional("buffer_before_minutes", Read.number) ?? 0
    let after = try fields.optional("buffer_after_minutes", Read.number) ?? 0
    let notice = try fields.optional("min_booking_notice_minutes", Read.number) ?? 0
    let window = try window(&fields)
    let dailyLimit = try fields.optional("daily_limit", Read.number)
    let weeklyLimit = try fields.optional("weekly_limit", Read.number)
    let seats = try fields.optional("seats", Read.number) ?? 1
    let hours = try fields.optional("hours", WeeklyHours.read)
    try fields.end()
    do {
      return try LinkRules(
        duration: Minutes(duration), increment: increment.map { Minutes($0) }, bufferBefore: Minutes(before),
        bufferAfter: Minutes(after), notice: Minutes(notice), window: window, dailyLimit: dailyLimit,
        weeklyLimit: weeklyLimit, seats: seats, hours: hours)
    } catch {
      throw fields.refusal(error.key, "\(error)")
    }
  }

  private static func window(_ fields: inout Fields) throws(ScenarioRefusal) -> BookingWindow {
    let days = try fields.optional("max_booking_days_future", Read.number) ?? 60
    // A range of dates takes its place, which makes no sense of what has none.
    guard LinkRules.daysAhead.contains(days) else {
      throw fields.refusal(LinkRefusal.daysAhead.key, "\(LinkRefusal.daysAhead)")
    }
    let from = try fields.optional("bookable_from", Read.date)
    let to = try fields.optional("bookable_to", Read.date)
    switch (from, to) {
    case (nil, nil): return .daysAhead(days)
    case (let from?, let to?):
      guard from <= to else { throw fields.refusal("bookable_to", "lies before bookable_from") }
      return .dates(from...to)
    case (_?, nil): throw fields.refusal("bookable_to", "is missing; bookable_from and bookable_to go together")
    case (nil, _?): throw fields.refusal("bookable_from", "is missing; bookable_from and bookable_to go together")
    }
  }
}

extension LinkRefusal {
  /// The key of the scenario that says what no link could mean.
  fileprivate var key: String {
    switch self {
    case .duration: "duration_minutes"
    case .increment: "slot_increment_minutes"
    case .bufferBefore: "buffer_before_minutes"
    case .bufferAfter: "buffer_after_minutes"
    case .notice: "min_booking_notice_minutes"
    case .daysAhead: "max_booking_days_future"
    case .dailyLimit: "daily_limit"
    case .weeklyLimit: "weekly_limit"
    case .seats: "seats"
    }
  }
}
