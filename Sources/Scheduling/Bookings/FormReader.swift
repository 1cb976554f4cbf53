internal import CivilTime

extension BookingForm {
  /// What each field has room for; the database holds to the same.
  public enum Limit {
    public static let name = 200
    public static let phone = 50
    public static let notes = 5_000
    public static let companions = 20
    public static let answer = 500
    public static let longAnswer = 5_000
    public static let key = 100
    public static let reason = 2_000
  }

  /// Who comes, or every field that is not good, in the order of the form.
  public func read(for questions: [Question], needsPhone: Bool = false) throws(Refusals) -> Guest {
    var reader = FormReader()
    reader.checkKey(key)
    reader.check(zone)
    let name = reader.line(self.name, .name, Limit.name, isRequired: true)
    let email = reader.email(self.email)
    let phone = reader.phone(self.phone, .phone, isRequired: needsPhone)
    let companions = reader.companions(guests, besides: email)
    let answers = questions.compactMap { reader.answer($0, self.answers[$0.id] ?? []) }
    let notes = reader.lines(self.notes, .notes, Limit.notes)
    guard reader.refusals.isEmpty, let email else { throw Refusals(reader.refusals) }
    return Guest(
      name: name, email: email, phone: phone, notes: notes, companions: companions, answers: answers, zone: zone,
      locale: knownLocale)
  }
}

extension BookingForm {
  /// A language is not typed but chosen; what is none of a language's shape is English.
  private var knownLocale: String {
    let isTag =
      (2...16).contains(locale.utf8.count)
      && locale.utf8.allSatisfy { $0.isPlainLetterOrDigit || $0 == UInt8(ascii: "-") }
    return isTag ? locale : "en"
  }
}

/// Why somebody calls off or declines: a few lines, or none.
public func readReason(_ typed: String) throws(Refusals) -> String {
  var reader = FormReader()
  let text = reader.lines(typed, .reason, BookingForm.Limit.reason)
  guard reader.refusals.isEmpty else { throw Refusals(reader.refusals) }
  return text
}

/// Reads field by field and gathers what is wrong. What a bad field gives is never used.
private struct FormReader {
  var refusals: [Refusal] = []

  mutating func line(_ typed: String, _ field: BookingField, _ limit: Int, isRequired: Bool = false) -> String {
    keeping(field, isRequired) { () throws(TextProblem) in try typedLine(typed, limit: limit) }
  }

  mutating func lines(_ typed: String, _ field: BookingField, _ limit: Int, isRequired: Bool = false) -> String {
    keeping(field, isRequired) { () throws(TextProblem) in try typedLines(typed, limit: limit) }
  }

  mutating func checkKey(_ key: String) {
    if key.isEmpty { return refuse(.key, .missing) }
    if key.utf8.count > BookingForm.Limit.key { return refuse(.key, .tooLong(limit: BookingForm.Limit.key)) }
    if !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { refuse(.key, .unprintable) }
  }

  /// A zone is kept by its name, by which it must be found again.
  mutating func check(_ zone: Zone) {
    if (try? Zone.named(zone.name)) == nil { refuse(.zone, .notAChoice) }
  }

  mutating func email(_ typed: String) -> EmailAddress? {
    let text = line(typed, .email, EmailAddress.longest, isRequired: true)
    guard refusals.last?.field != .email else { return nil }
    let address = EmailAddress(text)
    if address == nil { refuse(.email, .notAnEmail) }
    return address
  }

  mutating func companions(_ typed: [String], besides guest: EmailAddress?) -> [EmailAddress] {
    if typed.allSatisfy(\.isEmpty) { return [] }
    let entries = typed.lazy.flatMap { $0.split { $0.isWhitespace || $0 == "," || $0 == ";" } }
    var seen = Set([guest?.folded].compactMap(\.self))
    var addresses: [EmailAddress] = []
    for entry in entries {
      guard let address = EmailAddress(String(entry)) else {
        refuse(.guests, .notAmongEmails(String(entry.prefix(EmailAddress.longest))))
        return []
      }
      guard seen.insert(address.folded).inserted else { continue }
      addresses.append(address)
      guard addresses.count <= BookingForm.Limit.companions else {
        refuse(.guests, .tooMany(limit: BookingForm.Limit.companions))
        return []
      }
    }
    return addresses
  }

  /// As people write numbers: digits, perhaps a plus, and signs that group them.
  mutating func phone(_ typed: String, _ field: BookingField, isRequired: Bool) -> String {
    let text = line(typed, field, BookingForm.Limit.phone, isRequired: isRequired)
    if text.isEmpty { return text }
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    let isPlausible = (3...20).contains(digits) && text.unicodeScalars.allSatisfy(Self.phoneSigns.contains)
    if !isPlausible { refuse(field, .notAPhone) }
    return text
  }

  private static let phoneSigns = Set("0123456789+-–()./ #*x".unicodeScalars)

  /// Nil for a question that may be left unanswered and was.
  mutating func answer(_ question: Question, _ typed: [String]) -> GivenAnswer? {
    let field = BookingField.answer(question.id)
    let values: [String]
    switch question.kind {
    case .text: values = [line(typed.first ?? "", field, BookingForm.Limit.answer)]
    case .longText: values = [lines(typed.first ?? "", field, BookingForm.Limit.longAnswer)]
    case .phone: values = [phone(typed.first ?? "", field, isRequired: false)]
    case .number: values = [number(typed.first ?? "", field)]
    case .choice: values = chosen(typed.prefix(1), of: question.choices, field)
    case .severalChoices: values = chosen(typed[...], of: question.choices, field)
    case .yesNo: values = chosen(typed.prefix(1), of: ["yes", "no"], field)
    }
    let given = values.filter(\.showsSomething)
    if !given.isEmpty { return GivenAnswer(id: question.id, label: question.label, kind: question.kind, values: given) }
    if question.isRequired, refusals.last?.field != field { refuse(field, .missing) }
    return nil
  }

  private mutating func number(_ typed: String, _ field: BookingField) -> String {
    let longest = 40
    let text = line(typed, field, longest)
    if !text.isEmpty, !isNumber(text) { refuse(field, .notANumber) }
    return text
  }

  /// A sign, digits, perhaps a point or a comma among them.
  private func isNumber(_ text: String) -> Bool {
    let unsigned = text.first == "-" || text.first == "+" || text.first == "−" ? text.dropFirst() : text[...]
    let parts = unsigned.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }
  }

  /// In the order in which they are offered, each once.
  private mutating func chosen(
    _ typed: ArraySlice<String>, of choices: [String], _ field: BookingField
  ) -> [String] {
    let made = Set(typed.lazy.filter { !$0.isEmpty })
    if !made.isSubset(of: choices) { refuse(field, .notAChoice) }
    return choices.filter(made.contains)
  }

  private mutating func keeping(
    _ field: BookingField, _ isRequired: Bool, _ read: () throws(TextProblem) -> String
  ) -> String {
    do {
      let text = try read()
      if isRequired, !text.showsSomething { refuse(field, .missing) }
      return text
    } catch {
      refuse(field, error.problem)
      return ""
    }
  }

  private mutating func refuse(_ field: BookingField, _ problem: FieldProblem) {
    refusals.append(Refusal(field, problem))
  }
}
