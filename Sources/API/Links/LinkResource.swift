internal import CivilTime
internal import Scheduling
internal import Store

extension Link: JSONValue {
  /// As its owner sees it.
  var json: JSON {
    JSON([
      "id": id, "title": title, "slug": slug, "description": description, "duration_minutes": duration,
      "further_durations": Array(durations.dropFirst()), "slot_increment_minutes": increment,
      "buffer_before_minutes": bufferBefore, "buffer_after_minutes": bufferAfter, "schedule_id": schedule,
      "availability_hours": hours, "min_booking_notice_minutes": notice,
      "max_booking_days_future": window.daysAhead, "bookable_from": window.dates?.lowerBound,
      "bookable_to": window.dates?.upperBound, "daily_limit": dailyLimit, "weekly_limit": weeklyLimit, "seats": seats,
      "requires_confirmation": requiresConfirmation, "color": color, "meeting_type": place.kind.rawValue,
      "location": place.details, "custom_questions": questions, "reminders": reminders, "redirect_url": redirect,
      "is_active": isActive, "is_listed": isListed, "expires_at": expiresAt, "single_use": isSingleUse,
      "bookings_count": bookingsCount,
    ])
  }
}

extension BookingWindow {
  var daysAhead: Int? {
    if case .daysAhead(let days) = self { days } else { nil }
  }

  var dates: ClosedRange<LocalDate>? {
    if case .dates(let dates) = self { dates } else { nil }
  }
}

extension Question: JSONValue {
  var json: JSON {
    JSON(["id": id, "label": label, "kind": kind.rawValue, "required": isRequired, "choices": choices])
  }
}

extension WeeklyHours: JSONValue {
  /// `{"mon": [["09:00", "12:00"]], …}`, all seven days, Sunday first.
  var json: JSON {
    .object(Weekday.allCases.map { JSON.Member(name: $0.short, value: self[$0].json) })
  }
}

extension DayHours: JSONValue {
  var json: JSON { .list(windows.map { [$0.start, $0.end].json }) }
}

extension Weekday {
  /// As hours name it.
  var short: String {
    switch self {
    case .sunday: "sun"
    case .monday: "mon"
    case .tuesday: "tue"
    case .wednesday: "wed"
    case .thursday: "thu"
    case .friday: "fri"
    case .saturday: "sat"
    }
  }
}
