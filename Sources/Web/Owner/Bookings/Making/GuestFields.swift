internal import Mustache
internal import Scheduling
internal import Store

/// What an owner is asked about the guest they book: the same fields as a guest's, with the link's questions left to them.
struct GuestFields {
  /// Who it is.
  let first: [FieldView]
  /// What else may be known.
  let further: [FieldView]
  /// Whether something of that was said, or is wrong.
  let hasFurther: Bool
  let wrongs: WrongsView?

  init(_ link: Link, _ typed: Typed, _ refusals: [Refusal], language: String, _ visit: Visit) {
    let words = visit.words
    let problems = Dictionary(refusals.map { ($0.field, $0.problem) }) { first, _ in first }
    func field(
      _ name: String, _ word: BookingsWord, _ which: BookingField, isOptional: Bool = true, type: String = "text",
      kind: FieldView.Kind = .line, hint: String? = nil
    ) -> FieldView {
      var field = FieldView(name, words.text(word))
      field.isOptional = isOptional
      field.type = type
      field.kind = kind
      field.hint = hint
      // What the browser knows of its user is not the guest's.
      field.autocomplete = "off"
      field.value = typed[name]
      field.wrong = problems[which].map { problem in
        switch (problem, which) {
        case (.missing, .name): words.text(BookingsWord.missingName)
        case (.missing, .email): words.text(BookingsWord.missingEmail)
        default: problem.sentence(for: which, words)
        }
      }
      return field
    }
    first = [
      field(Typed.Name.name, .fieldName, .name, isOptional: false),
      field(
        Typed.Name.email, .fieldEmail, .email, isOptional: false, type: "email",
        hint: words.text(BookingsWord.fieldEmailHint)),
      field(Typed.Name.phone, .fieldPhone, .phone, type: "tel"),
    ]
    var open = link
    open.questions = link.questions.map {
      Question(id: $0.id, label: $0.label, kind: $0.kind, choices: $0.choices)
    }
    let questions = FormFields(
      open, of: visit.owner, typed, refusals, visit.desk.templates.bookings.picking[visit.owner.locale]
    ).questions
    further =
      questions + [
        field(Typed.Name.notes, .fieldNotes, .notes, kind: .lines),
        field(
          Typed.Name.guests, .fieldGuests, .guests,
          hint: words.text(.fieldGuestsHint, ["count": "\(BookingForm.Limit.companions)"])),
        GuestFields.languages(language, visit),
      ]
    hasFurther =
      further.contains { $0.wrong != nil || !$0.value.isEmpty }
      || questions.contains { $0.choices.contains(where: \.isChosen) }
    let fields = first + further
    // These name their field themselves.
    let speaking = [BookingsWord.missingName, .missingEmail].map { words.text($0) } + [words.text(.notAnEmail)]
    var wrongs = fields.compactMap { view in
      view.wrong.map { problem in
        let text =
          speaking.contains(problem) ? problem : words.text(.wrongIn, ["field": view.label, "problem": problem])
        return WrongView(field: view.id, text: text)
      }
    }
    for field in [BookingField.duration, .zone, .key] {
      if let problem = problems[field] {
        wrongs.append(
          WrongView(field: field == .zone ? "tz" : nil, text: problem.sentence(for: field, words)))
      }
    }
    self.wrongs =
      wrongs.isEmpty
      ? nil
      : WrongsView(
        heading: visit.lettering.count(wrongs.count, one: .wrongOne, more: .wrongMore), wrongs: wrongs)
  }

  private static func languages(_ chosen: String, _ visit: Visit) -> FieldView {
    var field = FieldView("language", visit.words.text(BookingsWord.fieldLanguage))
    field.kind = .choice
    field.choices = [("en", BookingsWord.languageEnglish), ("vi", .languageVietnamese)].map { language, word in
      ChoiceView(
        value: language, label: visit.words.text(word), type: "radio", isChosen: language == chosen, isRequired: false)
    }
    return field
  }
}
