internal import FoundationEssentials
internal import HTTP
internal import Scheduling

/// A link's form as a page sent it. What was ticked and what was written beside the ticks stay apart, so that the page
/// can show both again.
struct TypedLink {
  var form = LinkForm()
  var otherLengths = ""
  var otherReminders = ""
  /// Names the link as the form showed it at first; empty for a new one.
  var shown = ""

  /// The names of the fields are the columns'.
  enum Name {
    static let title = "title"
    static let lengths = "durations"
    static let otherLengths = "durations_other"
    static let usual = "duration_minutes"
    static let place = "meeting_type"
    static let details = "location"
    static let slug = "slug"
    static let description = "description"
    static let hours = "availability_type"
    static let schedule = "schedule_id"
    static let increment = "slot_increment_minutes"
    static let notice = "min_booking_notice_minutes"
    static let noticeUnit = "notice_unit"
    static let before = "buffer_before_minutes"
    static let after = "buffer_after_minutes"
    static let window = "window"
    static let daysAhead = "max_booking_days_future"
    static let first = "bookable_from"
    static let last = "bookable_to"
    static let daily = "daily_limit"
    static let weekly = "weekly_limit"
    static let seats = "seats"
    static let confirms = "requires_confirmation"
    static let reminders = "reminders"
    static let otherReminders = "reminders_other"
    static let redirect = "redirect_url"
    static let color = "color"
    static let isListed = "is_listed"
    static let isActive = "is_active"
    static let once = "single_use"
    static let expires = "expires_at"
    static let expiryTime = "expires_at_time"
    /// The id a new link will have, made with its form.
    static let id = "id"

    static func day(_ number: Int) -> String { "day_\(number)" }
    static func question(_ place: Int, _ part: QuestionPart) -> String { "question_\(place)_\(part.rawValue)" }
  }

  enum QuestionPart: String {
    case id, label, kind, required, choices
  }

  /// A form that nobody filled in yet.
  init() {}

  /// A link as it is.
  init(_ form: LinkForm) {
    self.form = form
    shown = TypedLink.name(of: form)
  }

  private static func name(of form: LinkForm) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let text = try? encoder.encode(form) else { preconditionFailure("a form of texts and flags is JSON") }
    return Shown.name(of: String(decoding: text, as: UTF8.self))
  }

  init(_ sent: SentForm) {
    func text(_ name: String) -> String { sent[name] ?? "" }
    shown = sent.shown
    func isTicked(_ name: String) -> Bool { sent[name] != nil }
    form.title = text(Name.title)
    form.slug = text(Name.slug)
    form.description = text(Name.description)
    form.durations = sent.values(Name.lengths)
    otherLengths = text(Name.otherLengths)
    form.usualDuration = text(Name.usual)
    (form.placeKind, form.placeDetails) = (text(Name.place), text(Name.details))
    (form.hours, form.schedule) = (text(Name.hours), text(Name.schedule))
    form.week = (0..<7).map { text(Name.day($0)) }
    form.increment = text(Name.increment)
    (form.notice, form.noticeUnit) = (text(Name.notice), text(Name.noticeUnit))
    (form.bufferBefore, form.bufferAfter) = (text(Name.before), text(Name.after))
    (form.window, form.daysAhead) = (text(Name.window), text(Name.daysAhead))
    (form.firstDate, form.lastDate) = (text(Name.first), text(Name.last))
    (form.dailyLimit, form.weeklyLimit, form.seats) = (text(Name.daily), text(Name.weekly), text(Name.seats))
    form.requiresConfirmation = isTicked(Name.confirms)
    form.reminders = sent.values(Name.reminders)
    otherReminders = text(Name.otherReminders)
    (form.redirect, form.color) = (text(Name.redirect), text(Name.color))
    (form.isListed, form.isActive) = (isTicked(Name.isListed), isTicked(Name.isActive))
    form.isSingleUse = isTicked(Name.once)
    (form.expires, form.expiryTime) = (text(Name.expires), text(Name.expiryTime))
    form.questions = TypedLink.questions(in: sent)
  }

  /// As many as stand there one after the other; a few more than are taken, so that too many can be refused.
  private static func questions(in sent: SentForm) -> [QuestionForm] {
    var questions: [QuestionForm] = []
    for place in 0...LinkForm.Limit.questions {
      guard let label = sent[Name.question(place, .label)] else { break }
      var question = QuestionForm()
      question.id = sent[Name.question(place, .id)] ?? ""
      question.label = label
      question.kind = sent[Name.question(place, .kind)] ?? question.kind
      question.isRequired = sent[Name.question(place, .required)] != nil
      question.choices = sent[Name.question(place, .choices)] ?? ""
      questions.append(question)
    }
    return questions
  }

  /// What is to be saved: everything that was ticked and written.
  var whole: LinkForm {
    var form = form
    form.durations.append(otherLengths)
    form.reminders.append(otherReminders)
    return form
  }
}
