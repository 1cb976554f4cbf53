internal import CivilTime
internal import Crypto
internal import HTTP
internal import Scheduling
internal import Store

/// What a guest typed, as it came, to be booked by or to be shown again.
struct Typed {
  var start: Instant?
  /// A time that had gone when this form was shown last.
  var gone: Instant?
  var duration: Int?
  var key: String
  private let form: Form

  /// The names of a form's fields; further ones are `answer.` and a question's id.
  enum Name {
    static let name = "name"
    static let email = "email"
    static let phone = "phone"
    static let notes = "notes"
    static let guests = "guests"

    fileprivate static let answer = "answer."

    static func answer(_ question: Question) -> String { answer + question.id }
  }

  /// A form that was not filled in yet, with a key of its own.
  init(start: Instant, duration: Int?) {
    form = Form()
    self.start = start
    self.duration = duration
    key = Typed.freshKey
  }

  init(_ form: Form) {
    self.form = form
    start = form["start"].flatMap { Instant($0) }
    gone = form["gone"].flatMap { Instant($0) }
    duration = form["duration"].flatMap { Int($0) }
    key = form["key"] ?? ""
  }

  /// Nobody else's: 128 bits of chance.
  static var freshKey: String { Base64.url.encode(SecureRandom.bytes(16)) }

  subscript(name: String) -> String { form[name] ?? "" }

  func values(_ question: Question) -> [String] { form.values(Name.answer(question)) }

  /// With all answers there are, whatever the questions: those may not be the ones that are known here.
  func bookingForm(zone: Zone, language: String) -> BookingForm {
    var answers: [String: [String]] = [:]
    for (question, answer) in form.values(below: Name.answer) { answers[question, default: []].append(answer) }
    return BookingForm(
      name: self[Name.name], email: self[Name.email], phone: self[Name.phone], notes: self[Name.notes],
      guests: form.values(Name.guests), answers: answers, zone: zone, locale: language, key: key)
  }

  /// Fields that hold what was no text on the way: half a character, or NUL.
  func unreadable(in link: Link) -> [Refusal] {
    if isReadable { return [] }
    let fields: [(BookingField, String)] =
      [(.name, Name.name), (.email, Name.email), (.phone, Name.phone)]
      + link.questions.map { (.answer($0.id), Name.answer($0)) } + [(.notes, Name.notes), (.guests, Name.guests)]
    return fields.filter { _, name in form.values(name).contains(where: Self.isNoText) }
      .map { field, _ in Refusal(field, .unprintable) }
  }

  /// Whether there is no such field at all.
  var isReadable: Bool { form.isPlain || !form.contains { Self.isNoText($0.value) } }

  private static func isNoText(_ value: String) -> Bool { value.unicodeScalars.contains("\u{FFFD}") }
}
