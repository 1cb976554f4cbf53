internal import CivilTime

// The fields of a link's form that say when: lengths, hours, windows, ends.
extension LinkFormReader {
  /// The usual one first, the others rising behind it.
  mutating func durations(_ typed: [String], usual: String) -> [Minutes] {
    let lengths = numbers(typed, .durations, LinkForm.Limit.duration, most: LinkForm.Limit.durations)
    guard let lengths else { return [] }
    guard let shortest = lengths.min() else {
      refuse(.durations, .missing)
      return []
    }
    let chosen = wholeNumber(usual.trimmingBlanks).flatMap { lengths.contains($0) ? $0 : nil } ?? shortest
    return ([chosen] + lengths.filter { $0 != chosen }.sorted()).map { Minutes($0) }
  }

  /// The longest before first.
  mutating func reminders(_ typed: [String]) -> [Minutes] {
    numbers(typed, .reminders, LinkForm.Limit.reminder, most: LinkForm.Limit.reminders)?
      .sorted(by: >).map { Minutes($0) } ?? []
  }

  /// All that stand in these entries, each once; nil where one is none.
  private mutating func numbers(
    _ typed: [String], _ field: LinkField, _ range: ClosedRange<Int>, most: Int
  ) -> [Int]? {
    var numbers: [Int] = []
    for entry in typed.lazy.flatMap({ $0.split { $0.isWhitespace || $0 == "," || $0 == ";" } }) {
      guard let number = counted(entry, field, range) else { return nil }
      if !numbers.contains(number) { numbers.append(number) }
      guard numbers.count <= most else {
        refuse(field, .tooMany(limit: most))
        return nil
      }
    }
    return numbers
  }

  mutating func notice(_ typed: String, _ unit: String) -> Minutes {
    guard let unit = LinkForm.TimeUnit(rawValue: unit) else {
      refuse(.notice, .notAChoice)
      return 0
    }
    let range = 0...LinkForm.Limit.notice.upperBound / unit.minutes
    return Minutes((number(typed, .notice, range) ?? 0) * unit.minutes)
  }

  mutating func window(
    _ form: LinkForm, in zone: Zone, _ surroundings: LinkForm.Surroundings
  ) -> BookingWindow {
    switch LinkForm.WindowKind(rawValue: form.window) {
    case nil: refuse(.window, .notAChoice)
    case .days: return .daysAhead(number(form.daysAhead, .daysAhead, LinkForm.Limit.daysAhead) ?? 0)
    case .dates:
      let first = date(form.firstDate, .firstDate)
      let last = date(form.lastDate, .lastDate)
      guard let first, let last else { break }
      guard first <= last else {
        refuse(.lastDate, .endsBeforeItBegins)
        break
      }
      let window = BookingWindow.dates(first...last)
      if last < zone.local(surroundings.now).date, window != surroundings.window { refuse(.lastDate, .isOver) }
      return window
    }
    return .daysAhead(0)
  }

  private mutating func date(_ typed: String, _ field: LinkField) -> LocalDate? {
    let text = typed.trimmingBlanks
    let date = LocalDate(String(text))
    if date == nil { refuse(field, text.isEmpty ? .missing : .notADate) }
    return date
  }

  /// When the link takes no more bookings: the end of its last date, a time on that date, or an instant.
  mutating func expiry(_ form: LinkForm, in zone: Zone, _ surroundings: LinkForm.Surroundings) -> Instant? {
    let end = expiry(form.expires, form.expiryTime, in: zone)
    if let end, end <= surroundings.now, end != surroundings.expiresAt { refuse(.expires, .isOver) }
    return end
  }

  private mutating func expiry(_ typed: String, _ time: String, in zone: Zone) -> Instant? {
    let (date, time) = (String(typed.trimmingBlanks), String(time.trimmingBlanks))
    if date.isEmpty {
      if !time.isEmpty { refuse(.expires, .missing) }
      return nil
    }
    if let instant = Instant(date) { return instant }
    guard let day = LocalDate(date), day < .last else {
      refuse(.expires, .notADate)
      return nil
    }
    if time.isEmpty { return zone.day(day).end }
    guard let time = LocalTime(typed: time) else {
      refuse(.expiryTime, .notATime)
      return nil
    }
    return zone.instant(of: LocalDateTime(date: day, time: time))
  }
}

// The hours a link goes by.
extension LinkFormReader {
  mutating func hours(
    _ form: LinkForm, _ surroundings: LinkForm.Surroundings
  ) -> (schedule: String?, hours: WeeklyHours?) {
    let schedule = form.schedule.isEmpty ? nil : form.schedule
    if let schedule, surroundings.zones[schedule] == nil { refuse(.schedule, .notAChoice) }
    switch LinkForm.HoursKind(rawValue: form.hours) {
    case nil:
      refuse(.hours, .notAChoice)
      return (schedule, nil)
    case .schedule: return (schedule, nil)
    case .own: return (schedule, week(form.week))
    }
  }

  private mutating func week(_ typed: [String]) -> WeeklyHours {
    var hours = WeeklyHours()
    var isGood = true
    for (weekday, text) in zip(Weekday.allCases, typed) {
      if let day = day(text, .day(weekday)) { hours[weekday] = day } else { isGood = false }
    }
    if isGood, Weekday.allCases.allSatisfy({ hours[$0].isClosed }) { refuse(.hours, .missing) }
    return hours
  }

  /// `9–12, 13:30–17`, `9 to 5pm`; nil where something is wrong with it.
  private mutating func day(_ typed: String, _ field: LinkField) -> DayHours? {
    let longest = 300
    guard typed.utf8.count <= longest else {
      refuse(field, .tooLong(limit: longest))
      return nil
    }
    var windows: [Window] = []
    for entry in typed.split(whereSeparator: { ",;\n\r\r\n".contains($0) }) {
      let entry = entry.trimmingBlanks
      if entry.isEmpty || entry == "-" || entry == "–" { continue }
      let ends = entry.replacing(/(?i)\s+(to|till|until|đến|tới)\s+/, with: "-")
        .split(omittingEmptySubsequences: false) { "-–—−~".contains($0) }.map { LocalTime(typed: String($0)) }
      guard ends.count == 2, let start = ends[0], let end = ends[1] else {
        refuse(field, .notHours(String(entry.prefix(40))))
        return nil
      }
      // Nobody who ends a day at midnight means the midnight it began with.
      guard let window = try? Window(start, end == .midnight ? .endOfDay : end) else {
        refuse(field, .endsBeforeItBegins)
        return nil
      }
      windows.append(window)
    }
    guard windows.count <= LinkForm.Limit.windowsADay else {
      refuse(field, .tooMany(limit: LinkForm.Limit.windowsADay))
      return nil
    }
    return DayHours(windows)
  }
}
