internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling

// The editor of a link's own questions: buttons of the same form add, remove and move them.
extension LinkFormDrawing {
  var questions: QuestionsFold {
    let count = form.questions.count
    return QuestionsFold(
      now: count == 0 ? text(.nowNone) : "\(count)",
      isOpen: isOpen(.questions) || isWriting, wrong: wrong(.questions), list: form.questions.indices.map(question),
      isFull: count >= LinkForm.Limit.questions, hasFocus: focus == .adding)
  }

  private var isWriting: Bool {
    switch focus {
    case .question, .adding: true
    case .title, nil: false
    }
  }

  private func question(_ place: Int) -> QuestionView {
    let question = form.questions[place]
    let number = "\(place + 1)"
    func name(_ part: TypedLink.QuestionPart) -> String { TypedLink.Name.question(place, part) }
    func button(_ button: LinkFormButton, _ word: LinksWord) -> MoveButtonView {
      MoveButtonView(value: button.value, label: text(word, ["number": number]))
    }
    var label = entry(.questionLabel(place), .fieldQuestion, question.label)
    label.hasFocus = focus == .question(place)
    var choices = entry(.questionChoices(place), .fieldChoices, question.choices, hint: .fieldChoicesHint)
    choices.rows = "3"
    return QuestionView(
      number: text(.questionNumber, ["number": number]), idName: name(.id), idValue: question.id, label: label,
      kind: pick(
        name(.kind), .fieldKind, Question.Kind.allCases.map { ($0.rawValue, text($0.word)) }, chosen: [question.kind],
        .questionKind(place)),
      required: tick(name(.required), .tickRequired, question.isRequired), choices: choices,
      remove: button(.remove(place), .removeQuestion), raise: place == 0 ? nil : button(.raise(place), .raiseQuestion),
      lower: place == form.questions.count - 1 ? nil : button(.lower(place), .lowerQuestion))
  }
}

extension Question.Kind {
  fileprivate var word: LinksWord {
    switch self {
    case .text: .kindText
    case .longText: .kindLongText
    case .choice: .kindChoice
    case .severalChoices: .kindSeveral
    case .yesNo: .kindYesNo
    case .phone: .kindPhone
    case .number: .kindNumber
    }
  }
}

// What is wrong with the form, for the head of the page.
extension LinkFormDrawing {
  var wrongs: WrongsView? {
    WrongsView(
      refusals.map { refusal in
        let problem = refusal.problem.sentence(for: refusal.field, words)
        return (
          refusal.field.anchor, words.text(Word.wrongIn, ["field": name(of: refusal.field), "problem": problem])
        )
      }, lettering)
  }

  /// What the field is called where it stands.
  private func name(of field: LinkField) -> String {
    switch field {
    case .title: text(.fieldTitle)
    case .slug: text(.fieldSlug)
    case .description: text(.fieldDescription)
    case .durations: text(.fieldLengths)
    case .increment: text(.fieldIncrement)
    case .bufferBefore: text(.fieldBefore)
    case .bufferAfter: text(.fieldAfter)
    case .hours: text(.fieldHours)
    case .schedule: text(.fieldSchedule)
    case .day(let weekday): lettering.tongue.opening(lettering.tongue.weekdays[weekday.rawValue])
    case .notice: text(.fieldNotice)
    case .window: text(.fieldWindow)
    case .daysAhead: text(.fieldDaysAhead)
    case .firstDate: text(.fieldFirst)
    case .lastDate: text(.fieldLast)
    case .dailyLimit: text(.fieldDaily)
    case .weeklyLimit: text(.fieldWeekly)
    case .seats: text(.fieldSeats)
    case .color: text(.fieldColor)
    case .placeKind: text(.fieldPlace)
    case .placeDetails: text(.fieldDetails)
    case .questions: text(.questionNumber, ["number": "\(LinkForm.Limit.questions + 1)"])
    case .questionLabel(let place), .questionKind(let place), .questionChoices(let place):
      text(.questionNumber, ["number": "\(place + 1)"])
    case .reminders: text(.fieldReminders)
    case .redirect: text(.fieldRedirect)
    case .expires: text(.fieldEnd)
    case .expiryTime: text(.fieldEndTime)
    }
  }
}
