internal import Scheduling

extension LinkFieldRefusal {
  func wrong(in form: LinkForm) -> Wrong { Wrong(field.name(in: form), problem.sentence) }
}

extension LinkField {
  /// What programs call it.
  fileprivate func name(in form: LinkForm) -> String {
    switch self {
    case .title: "title"
    case .slug: "slug"
    case .description: "description"
    case .durations:
      // The usual one stands first.
      form.durations.first.flatMap { Int($0) }.map { LinkForm.Limit.duration.contains($0) } == true
        ? "further_durations" : "duration_minutes"
    case .increment: "slot_increment_minutes"
    case .bufferBefore: "buffer_before_minutes"
    case .bufferAfter: "buffer_after_minutes"
    case .hours: "availability_hours"
    case .day(let weekday): "availability_hours.\(weekday.short)"
    case .schedule: "schedule_id"
    case .notice: "min_booking_notice_minutes"
    case .window, .daysAhead: "max_booking_days_future"
    case .firstDate: "bookable_from"
    case .lastDate: "bookable_to"
    case .dailyLimit: "daily_limit"
    case .weeklyLimit: "weekly_limit"
    case .seats: "seats"
    case .color: "color"
    case .placeKind: "meeting_type"
    case .placeDetails: "location"
    case .questions: "custom_questions"
    case .questionLabel(let place): "custom_questions[\(place)].label"
    case .questionKind(let place): "custom_questions[\(place)].kind"
    case .questionChoices(let place): "custom_questions[\(place)].choices"
    case .reminders: "reminders"
    case .redirect: "redirect_url"
    case .expires, .expiryTime: "expires_at"
    }
  }
}

extension LinkProblem {
  var sentence: String {
    switch self {
    case .missing: "is missing."
    case .tooLong(let limit): "must have at most \(limit) characters."
    case .tooMany(let limit): "must have at most \(limit) entries."
    case .unprintable: "holds characters that nobody types."
    case .notANumber: "must be a whole number, not negative and not too large."
    case .outside(let range): "must be from \(range.lowerBound) to \(range.upperBound)."
    case .notAChoice: "is none of those there are."
    case .notASlug: "must be small letters, digits and hyphens between them."
    case .taken: "is the address of another link of yours."
    case .notADate: "must be a date as 2026-12-03."
    case .notATime: "must be a time as 09:00."
    case .notHours(let text): "must be times from and to; \(text) is not."
    case .endsBeforeItBegins: "ends before it begins."
    case .isOver: "is over already."
    case .notAColor: "must be a colour as #0b6b57."
    case .notAWebAddress: "must be an address that begins with https:// or http://."
    case .repeated(let text): "has \(text) twice."
    }
  }
}
