internal import Mustache
internal import Scheduling
internal import Store

/// The fields a link asks for, with what was typed into them and what is wrong with it.
struct FormFields {
  let link: Link
  let owner: Owner
  let typed: Typed
  let problems: [BookingField: FieldProblem]
  let edition: GuestEdition

  init(_ link: Link, of owner: Owner, _ typed: Typed, _ refusals: [Refusal], _ edition: GuestEdition) {
    self.link = link
    self.owner = owner
    self.typed = typed
    problems = Dictionary(refusals.map { ($0.field, $0.problem) }) { first, _ in first }
    self.edition = edition
  }

  private var words: Words { edition.words }

  var all: [FieldView] {
    [name, email] + (asksPhone ? [phone] : []) + questions + [notes]
  }

  /// Whoever is to be called says under which number.
  private var asksPhone: Bool { link.place.needsGuestPhone }

  private var name: FieldView {
    var field = FieldView(Typed.Name.name, words.text(.fieldName))
    field.autocomplete = "name"
    return filled(field, .name)
  }

  private var email: FieldView {
    var field = FieldView(Typed.Name.email, words.text(.fieldEmail))
    field.type = "email"
    field.autocomplete = "email"
    field.hint = words.text(.fieldEmailHint)
    return filled(field, .email)
  }

  private var phone: FieldView {
    var field = FieldView(Typed.Name.phone, words.text(.fieldPhone))
    field.type = "tel"
    field.autocomplete = "tel"
    field.hint = words.text(.fieldPhoneHint, ["name": owner.shortName])
    return filled(field, .phone)
  }

  private var notes: FieldView {
    var field = FieldView(Typed.Name.notes, words.text(.fieldNotes, ["name": owner.shortName]))
    field.kind = .lines
    field.isOptional = true
    return filled(field, .notes)
  }

  /// Addresses of those who come along.
  var companions: FieldView {
    var field = FieldView(Typed.Name.guests, words.text(.fieldGuests))
    field.hint = words.text(.fieldGuestsHint, ["count": "\(BookingForm.Limit.companions)"])
    field.isOptional = true
    return filled(field, .guests)
  }

  private func filled(_ field: FieldView, _ which: BookingField) -> FieldView {
    var field = field
    field.value = typed[field.name]
    field.wrong = problems[which].map { $0.sentence(for: which, words) }
    return field
  }
}

// Questions of the link's own.
extension FormFields {
  var questions: [FieldView] { link.questions.indices.map(question) }

  private func question(_ index: Int) -> FieldView {
    let question = link.questions[index]
    var field = FieldView(Typed.Name.answer(question), question.label, id: FormFields.id(ofQuestion: index))
    field.isOptional = !question.isRequired
    switch question.kind {
    case .text: break
    case .longText: field.kind = .lines
    case .phone:
      field.type = "tel"
      field.autocomplete = "tel"
    case .number: field.inputMode = "decimal"
    case .choice: field = choosing(question, among: question.choices.map { ($0, $0) }, "radio", field)
    case .severalChoices: field = choosing(question, among: question.choices.map { ($0, $0) }, "checkbox", field)
    case .yesNo:
      field = choosing(question, among: [("yes", words.text(.yes)), ("no", words.text(.no))], "radio", field)
    }
    return filled(field, .answer(question.id))
  }

  private func choosing(
    _ question: Question, among choices: [(value: String, label: String)], _ type: String, _ field: FieldView
  ) -> FieldView {
    let chosen = Set(typed.values(question))
    var field = field
    field.kind = .choice
    field.choices = choices.map { value, label in
      ChoiceView(
        value: value, label: label, type: type, isChosen: chosen.contains(value),
        isRequired: question.isRequired && type == "radio")
    }
    return field
  }

  /// A question's own id may hold anything.
  private static func id(ofQuestion index: Int) -> String { "answer-\(index + 1)" }

  /// A problem away from its field names the field, unless the sentence does so by itself.
  private func head(_ problem: String, of label: String) -> String {
    let speaking = [Word.missingName, .missingEmail, .notAnEmail].map { words.text($0) }
    return speaking.contains(problem) ? problem : words.text(.wrongIn, ["field": label, "problem": problem])
  }

  /// What all is wrong, for the head of the page; nil where nothing is.
  var wrongs: WrongsView? {
    guard !problems.isEmpty else { return nil }
    var wrongs = (all + [companions]).compactMap { view in
      view.wrong.map { WrongView(field: view.id, text: head($0, of: view.label)) }
    }
    // What is wrong with a field that nobody typed.
    for field in [BookingField.start, .duration, .zone, .key] {
      if let problem = problems[field] {
        wrongs.append(WrongView(field: nil, text: problem.sentence(for: field, words)))
      }
    }
    let count = wrongs.count
    return WrongsView(heading: edition.lettering.count(count, one: .wrongOne, more: .wrongMore), wrongs: wrongs)
  }
}

extension MeetingPlace {
  /// The owner calls, and needs to be told where.
  var needsGuestPhone: Bool { kind == .phone && details.isEmpty }
}

extension FieldProblem {
  /// What is wrong and what to do about it.
  func sentence(for field: BookingField, _ words: Words) -> String {
    switch (self, field) {
    case (_, .zone): words.text(.wrongZone)
    case (_, .duration): words.text(.wrongDuration)
    case (_, .key): words.text(.wrongKey)
    case (.missing, .name): words.text(.missingName)
    case (.missing, .email): words.text(.missingEmail)
    case (.missing, _): words.text(.missingAnswer)
    case (.tooLong(let limit), _): words.text(.tooLong, ["limit": "\(limit)"])
    case (.tooMany(let limit), _): words.text(.tooMany, ["limit": "\(limit)"])
    case (.unprintable, _): words.text(.unprintable)
    case (.notAnEmail, _): words.text(.notAnEmail)
    case (.notAmongEmails(let entry), _): words.text(.notAmongEmails, ["entry": entry])
    case (.notAPhone, _): words.text(.notAPhone)
    case (.notANumber, _): words.text(.notANumber)
    case (.notAChoice, _): words.text(.notAChoice)
    case (.notOffered, _): words.text(.wrongDuration)
    case (.seatsLeft(let count), _): words.text(count == 1 ? .fewSeatsOne : .fewSeatsMore, ["count": "\(count)"])
    case (.usedAlready, _): words.text(.wrongKey)
    }
  }
}
