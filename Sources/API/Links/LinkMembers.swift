internal import CivilTime
internal import Scheduling

// A link's members put into the form that pages fill in too; what was not sent stays as it is.
extension Members {
  mutating func link(into form: inout LinkForm) {
    put("title", into: &form.title)
    put("slug", filled: &form.slug)
    put("description", into: &form.description)
    durations(into: &form)
    put("slot_increment_minutes", number: &form.increment, mayBeNull: true)
    put("buffer_before_minutes", number: &form.bufferBefore)
    put("buffer_after_minutes", number: &form.bufferAfter)
    put("schedule_id", filled: &form.schedule, mayBeNull: true)
    ownHours(into: &form)
    if has("min_booking_notice_minutes") { form.noticeUnit = LinkForm.TimeUnit.minutes.rawValue }
    put("min_booking_notice_minutes", number: &form.notice)
    window(into: &form)
    put("daily_limit", number: &form.dailyLimit, mayBeNull: true)
    put("weekly_limit", number: &form.weeklyLimit, mayBeNull: true)
    put("seats", number: &form.seats)
    put("requires_confirmation", into: &form.requiresConfirmation)
    put("color", into: &form.color)
    put("meeting_type", into: &form.placeKind)
    put("location", into: &form.placeDetails)
    questions(into: &form)
    if let reminders = wholes("reminders", atMost: LinkForm.Limit.reminders) {
      form.reminders = reminders.map(String.init)
    }
    put("redirect_url", filled: &form.redirect, mayBeNull: true)
    put("is_active", into: &form.isActive)
    put("is_listed", into: &form.isListed)
    expiry(into: &form)
    put("single_use", into: &form.isSingleUse)
  }

  private mutating func put(_ name: String, into field: inout String, mayBeNull: Bool = false) {
    if mayBeNull, isNull(name) {
      field = ""
    } else if let text = text(name) {
      field = text
    }
  }

  /// An empty text would mean something to a page's form that a program says otherwise.
  private mutating func put(_ name: String, filled field: inout String, mayBeNull: Bool = false) {
    if isBlank(name) { refuse(name, mayBeNull ? "must not be empty; null is none." : "must not be empty.") }
    put(name, into: &field, mayBeNull: mayBeNull)
  }

  private mutating func put(_ name: String, number field: inout String, mayBeNull: Bool = false) {
    if mayBeNull, isNull(name) {
      field = ""
    } else if let number = whole(name) {
      field = "\(number)"
    }
  }

  private mutating func put(_ name: String, into field: inout Bool) {
    if let flag = flag(name) { field = flag }
  }

  private mutating func durations(into form: inout LinkForm) {
    let usual = whole("duration_minutes").map(String.init)
    let further = wholes("further_durations", atMost: LinkForm.Limit.durations - 1)?.map(String.init)
    guard usual != nil || further != nil else { return }
    let chosen = usual ?? (form.usualDuration.isEmpty ? form.durations.first ?? "" : form.usualDuration)
    let others = further ?? form.durations.filter { $0 != form.usualDuration && form.durations.count > 1 }
    form.usualDuration = chosen
    form.durations = [chosen] + others
  }

  /// Either dates or a number of days; what is sent chooses.
  private mutating func window(into form: inout LinkForm) {
    let days = isNull("max_booking_days_future") ? nil : whole("max_booking_days_future")
    let first = isNull("bookable_from") ? nil : text("bookable_from")
    let last = isNull("bookable_to") ? nil : text("bookable_to")
    let namesDates = has("bookable_from") || has("bookable_to")
    if first != nil || last != nil {
      form.window = LinkForm.WindowKind.dates.rawValue
      form.firstDate = first ?? (has("bookable_from") ? "" : form.firstDate)
      form.lastDate = last ?? (has("bookable_to") ? "" : form.lastDate)
      if days != nil { refuse("max_booking_days_future", "must be null where dates are given.") }
    } else if days != nil || namesDates {
      form.window = LinkForm.WindowKind.days.rawValue
      (form.firstDate, form.lastDate) = ("", "")
    }
    if let days { form.daysAhead = "\(days)" }
  }

  private mutating func ownHours(into form: inout LinkForm) {
    if isNull("availability_hours") {
      form.hours = LinkForm.HoursKind.schedule.rawValue
    } else if let hours = hours("availability_hours") {
      form.hours = LinkForm.HoursKind.own.rawValue
      form.week = Weekday.allCases.map { weekday in
        (hours[weekday] ?? []).map { "\($0.from)–\($0.to)" }.joined(separator: ", ")
      }
    }
  }

  private mutating func questions(into form: inout LinkForm) {
    let questions = objects("custom_questions", atMost: LinkForm.Limit.questions) { members in
      var question = QuestionForm()
      members.put("id", into: &question.id)
      question.label = members.requiredText("label")
      // A page's form may hold a row that nobody filled in; a program means what it sends.
      if members.isBlank("label") { members.refuse("label", "is missing.") }
      members.put("kind", into: &question.kind)
      members.put("required", into: &question.isRequired)
      question.choices = members.choices(of: question.kind)
      return question
    }
    if let questions { form.questions = questions }
  }

  private mutating func choices(of kind: String) -> String {
    let choices = texts("choices", atMost: LinkForm.Limit.choices) ?? []
    if !choices.isEmpty, Question.Kind(rawValue: kind)?.hasChoices == false {
      refuse("choices", "must be empty where nothing is chosen.")
    }
    if choices.contains(where: { $0.contains(where: \.isNewline) }) {
      refuse("choices", "must each be one line.")
    }
    return choices.joined(separator: "\n")
  }

  private mutating func expiry(into form: inout LinkForm) {
    if isNull("expires_at") {
      (form.expires, form.expiryTime) = ("", "")
    } else if let instant = instant("expires_at") {
      (form.expires, form.expiryTime) = (instant.description, "")
    }
  }
}

// Hours as `{"mon": [["09:00", "12:00"]]}`; days that are left out are closed.
extension Members {
  mutating func hours(_ name: String) -> [Weekday: [TypedWindow]]? {
    object(name) { members in
      var hours: [Weekday: [TypedWindow]] = [:]
      for weekday in Weekday.allCases {
        if let windows = members.windows(weekday.short) { hours[weekday] = windows }
      }
      return hours
    }
  }

  /// `[["09:00", "12:00"], …]`
  mutating func windows(_ name: String) -> [TypedWindow]? {
    guard let lists = lists(name) else { return nil }
    guard lists.count <= TypedWindow.mostADay else {
      refuse(name, "must have at most \(TypedWindow.mostADay) entries.")
      return nil
    }
    let windows = lists.compactMap { ends -> TypedWindow? in
      guard ends.count == 2, ends.allSatisfy({ LocalTime($0)?.second == 0 }) else { return nil }
      return TypedWindow(from: ends[0], to: ends[1])
    }
    if windows.count == lists.count { return windows }
    refuse(name, #"must be a list of times from and to, as [["09:00", "12:00"]]."#)
    return nil
  }
}
