// The questions of a link's form.
extension LinkFormReader {
  mutating func questions(_ typed: [QuestionForm], _ surroundings: LinkForm.Surroundings) -> [Question] {
    var questions: [Question] = []
    var ids: Set<String> = []
    for (place, form) in typed.enumerated() {
      let isKnown = surroundings.questionIDs.contains(form.id)
      // One that was added and never touched is not asked.
      if !isKnown, form.isUntouched { continue }
      guard questions.count < LinkForm.Limit.questions else {
        refuse(.questions, .tooMany(limit: LinkForm.Limit.questions))
        break
      }
      var id = isKnown ? form.id : surroundings.freshID()
      while !ids.insert(id).inserted || (!isKnown && surroundings.questionIDs.contains(id)) {
        id = surroundings.freshID()
      }
      questions.append(question(form, id: id, place))
    }
    return questions
  }

  private mutating func question(_ form: QuestionForm, id: String, _ place: Int) -> Question {
    let label = line(form.label, .questionLabel(place), LinkForm.Limit.label, isRequired: true)
    let kind = Question.Kind(rawValue: form.kind)
    if kind == nil { refuse(.questionKind(place), .notAChoice) }
    let choices = kind?.hasChoices == true ? choices(form.choices, place) : []
    return Question(id: id, label: label, kind: kind ?? .text, isRequired: form.isRequired, choices: choices)
  }

  private mutating func choices(_ typed: String, _ place: Int) -> [String] {
    let field = LinkField.questionChoices(place)
    let before = refusals.count
    var choices: [String] = []
    for entry in typed.split(whereSeparator: \.isNewline) where entry.contains(where: { !$0.isWhitespace }) {
      guard choices.count < LinkForm.Limit.choices else {
        refuse(field, .tooMany(limit: LinkForm.Limit.choices))
        return []
      }
      let choice = line(String(entry), field, LinkForm.Limit.choice, isRequired: true)
      guard refusals.count == before else { return [] }
      guard !choices.contains(choice) else {
        refuse(field, .repeated(choice))
        return []
      }
      choices.append(choice)
    }
    if choices.isEmpty { refuse(field, .missing) }
    return choices
  }
}

extension Question.Kind {
  /// Whether its answers are chosen from what the owner wrote.
  public var hasChoices: Bool { self == .choice || self == .severalChoices }
}

extension QuestionForm {
  fileprivate var isUntouched: Bool {
    !label.showsSomething && !choices.showsSomething && !isRequired && kind == QuestionForm().kind
  }
}
