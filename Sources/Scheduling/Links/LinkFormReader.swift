public import CivilTime

extension LinkForm {
  /// What a form is read against: what the owner has that it may name.
  public struct Surroundings: Sendable {
    /// The owner's schedules by their ids, each with the zone it is meant in.
    public let zones: [String: Zone]

    /// The usual schedule's.
    public let usualZone: Zone

    /// Ids of the questions that the link asks now: these stay, every other question is a new one.
    public let questionIDs: Set<String>

    /// When it is read: what the link is to end with lies after that.
    public let now: Instant

    /// What the link ends with now, which may stay as it is though it be over.
    public let window: BookingWindow?
    public let expiresAt: Instant?

    /// Makes the id of a new question.
    public let freshID: @Sendable () -> String

    public init(
      zones: [String: Zone], usualZone: Zone, questionIDs: Set<String>, now: Instant, window: BookingWindow? = nil,
      expiresAt: Instant? = nil, freshID: @escaping @Sendable () -> String
    ) {
      self.zones = zones
      self.usualZone = usualZone
      self.questionIDs = questionIDs
      (self.now, self.window, self.expiresAt) = (now, window, expiresAt)
      self.freshID = freshID
    }
  }

  /// What the link is to be, or every field that is not good, in the order of the form.
  public func read(_ surroundings: Surroundings) throws(LinkRefusals) -> LinkDraft {
    var reader = LinkFormReader()
    let title = reader.line(self.title, .title, Limit.title, isRequired: true)
    let durations = reader.durations(self.durations, usual: usualDuration)
    let place = reader.place(placeKind, placeDetails)
    let slug = reader.slug(self.slug)
    let description = reader.lines(self.description, .description, Limit.description)
    let (schedule, hours) = reader.hours(self, surroundings)
    let zone = schedule.flatMap { surroundings.zones[$0] } ?? surroundings.usualZone
    let increment = reader.number(self.increment, .increment, Limit.duration, isRequired: false)
    let notice = reader.notice(self.notice, noticeUnit)
    let before = reader.number(bufferBefore, .bufferBefore, Limit.buffer, isRequired: false)
    let after = reader.number(bufferAfter, .bufferAfter, Limit.buffer, isRequired: false)
    let window = reader.window(self, in: zone, surroundings)
    let daily = reader.number(dailyLimit, .dailyLimit, Limit.bookings, isRequired: false)
    let weekly = reader.number(weeklyLimit, .weeklyLimit, Limit.bookings, isRequired: false)
    let seats = reader.number(self.seats, .seats, Limit.seats)
    let questions = reader.questions(self.questions, surroundings)
    let reminders = reader.reminders(self.reminders)
    let redirect = reader.redirect(self.redirect)
    let color = reader.color(self.color)
    let expiresAt = reader.expiry(self, in: zone, surroundings)
    guard reader.refusals.isEmpty else { throw LinkRefusals(reader.refusals) }
    return LinkDraft(
      title: title, slug: slug, description: description, durations: durations,
      increment: increment.map { Minutes($0) },
      bufferBefore: Minutes(before ?? 0), bufferAfter: Minutes(after ?? 0), schedule: schedule, hours: hours,
      notice: notice, window: window, dailyLimit: daily, weeklyLimit: weekly, seats: seats ?? 1,
      requiresConfirmation: requiresConfirmation, color: color, place: place, questions: questions,
      reminders: reminders, redirect: redirect, isActive: isActive, isListed: isListed, expiresAt: expiresAt,
      isSingleUse: isSingleUse)
  }
}

/// Reads field by field and gathers what is wrong. What a bad field gives is never used.
struct LinkFormReader {
  private(set) var refusals: [LinkFieldRefusal] = []

  mutating func refuse(_ field: LinkField, _ problem: LinkProblem) {
    refusals.append(LinkFieldRefusal(field, problem))
  }

  mutating func line(_ typed: String, _ field: LinkField, _ limit: Int, isRequired: Bool = false) -> String {
    keeping(typed, field, isRequired) { () throws(TextProblem) in try typedLine(typed, limit: limit) }
  }

  mutating func lines(_ typed: String, _ field: LinkField, _ limit: Int) -> String {
    keeping(typed, field, false) { () throws(TextProblem) in try typedLines(typed, limit: limit) }
  }

  private mutating func keeping(
    _ typed: String, _ field: LinkField, _ isRequired: Bool, _ read: () throws(TextProblem) -> String
  ) -> String {
    do {
      let text = try read()
      if isRequired, !text.showsSomething { refuse(field, .missing) }
      return text
    } catch {
      if case .tooLong(let limit) = error.problem {
        refuse(field, .tooLong(limit: limit))
      } else {
        refuse(field, .unprintable)
      }
      return ""
    }
  }

  /// Nil where nothing was typed or something is wrong with it.
  mutating func number(
    _ typed: String, _ field: LinkField, _ range: ClosedRange<Int>, isRequired: Bool = true
  ) -> Int? {
    let text = typed.trimmingBlanks
    if text.isEmpty {
      if isRequired { refuse(field, .missing) }
      return nil
    }
    return counted(text, field, range)
  }

  /// Nil, and refused, where it is none or lies outside.
  mutating func counted(_ text: Substring, _ field: LinkField, _ range: ClosedRange<Int>) -> Int? {
    if let number = wholeNumber(text), range.contains(number) { return number }
    // One below nothing, or of more digits than any number here has, is a number all the same.
    let sign = text.unicodeScalars.first.map { "-−+".unicodeScalars.contains($0) } ?? false
    let digits = text.unicodeScalars.dropFirst(sign ? 1 : 0)
    let isNumber = !digits.isEmpty && digits.allSatisfy { $0.properties.numericType == .decimal }
    refuse(field, isNumber ? .outside(range) : .notANumber)
    return nil
  }

  mutating func slug(_ typed: String) -> String? {
    let text = typed.trimmingBlanks
    if text.isEmpty { return nil }
    guard text.utf8.count <= LinkForm.Limit.slug else {
      refuse(.slug, .tooLong(limit: LinkForm.Limit.slug))
      return nil
    }
    guard let slug = Slug(folding: String(text)) else {
      refuse(.slug, .notASlug)
      return nil
    }
    return slug.text
  }

  mutating func place(_ kind: String, _ details: String) -> MeetingPlace {
    if MeetingPlace.Kind(rawValue: kind) == nil { refuse(.placeKind, .notAChoice) }
    return MeetingPlace(
      MeetingPlace.Kind(rawValue: kind) ?? .link, line(details, .placeDetails, LinkForm.Limit.details))
  }

  /// As CSS writes it, in small letters.
  mutating func color(_ typed: String) -> String {
    let text = typed.trimmingBlanks.lowercased()
    let isColor =
      text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
      && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    if !isColor { refuse(.color, .notAColor) }
    return text
  }

  /// Somewhere else on the web, and nothing that a browser would run.
  mutating func redirect(_ typed: String) -> String? {
    let text = line(typed, .redirect, LinkForm.Limit.redirect)
    if text.isEmpty { return nil }
    for scheme in ["https://", "http://"] where text.utf8.count > scheme.utf8.count {
      let head = text.unicodeScalars.prefix(scheme.unicodeScalars.count)
      guard String(String.UnicodeScalarView(head)).lowercased() == scheme else { continue }
      let rest = String(text.unicodeScalars.dropFirst(scheme.unicodeScalars.count))
      let host = rest.prefix { !"/?#".contains($0) }
      let isGood =
        !host.isEmpty
        && !rest.unicodeScalars.contains { $0.properties.isWhitespace || "\"<>\\^`{|}".unicodeScalars.contains($0) }
      if isGood { return scheme + rest }
    }
    refuse(.redirect, .notAWebAddress)
    return nil
  }
}

/// Digits of any script, and nothing but digits.
func wholeNumber(_ text: some StringProtocol) -> Int? {
  /// More digits than any number here has.
  let most = 9
  guard (1...most).contains(text.unicodeScalars.count) else { return nil }
  var number = 0
  for scalar in text.unicodeScalars {
    guard scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue else { return nil }
    number = number * 10 + Int(digit)
  }
  return number
}
