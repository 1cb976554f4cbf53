internal import CivilTime
internal import Mustache
internal import Scheduling

extension LinkProblem {
  /// What is wrong and what to do about it.
  func sentence(for field: LinkField, _ words: Words) -> String {
    switch self {
    case .missing: words.text(LinkProblem.missing(field))
    case .tooLong(let limit): words.text(Word.tooLong, ["limit": "\(limit)"])
    case .tooMany(let limit): words.text(LinksWord.tooMany, ["limit": "\(limit)"])
    case .unprintable: words.text(Word.unprintable)
    case .notANumber: words.text(LinksWord.notWhole)
    case .outside(let range):
      words.text(LinksWord.outside, ["from": "\(range.lowerBound)", "to": "\(range.upperBound)"])
    case .notAChoice: words.text(Word.notAChoice)
    case .notASlug: words.text(LinksWord.notASlug)
    case .taken: words.text(LinksWord.taken)
    case .notADate: words.text(LinksWord.notADate)
    case .notATime: words.text(LinksWord.notATime)
    case .notHours(let entry): words.text(LinksWord.notHours, ["entry": entry])
    case .endsBeforeItBegins: words.text(LinksWord.endsBefore)
    case .isOver: words.text(LinksWord.isOver)
    case .notAColor: words.text(LinksWord.notAColor)
    case .notAWebAddress: words.text(LinksWord.notAnAddress)
    case .repeated(let entry): words.text(LinksWord.repeated, ["entry": entry])
    }
  }

  private static func missing(_ field: LinkField) -> LinksWord {
    switch field {
    case .title: .missingTitle
    case .durations: .missingLength
    case .hours: .missingHours
    case .questionChoices: .missingChoices
    default: .missing
    }
  }
}

extension LinkField {
  /// What the field is called on the page; the anchor that a problem leads to.
  var anchor: String {
    typealias Name = TypedLink.Name
    return switch self {
    case .title: Name.title
    case .slug: Name.slug
    case .description: Name.description
    case .durations: Name.lengths
    case .increment: Name.increment
    case .bufferBefore: Name.before
    case .bufferAfter: Name.after
    case .hours: Name.hours
    case .schedule: Name.schedule
    case .day(let weekday): Name.day(weekday.rawValue)
    case .notice: Name.notice
    case .window: Name.window
    case .daysAhead: Name.daysAhead
    case .firstDate: Name.first
    case .lastDate: Name.last
    case .dailyLimit: Name.daily
    case .weeklyLimit: Name.weekly
    case .seats: Name.seats
    case .color: Name.color
    case .placeKind: Name.place
    case .placeDetails: Name.details
    case .questions: "questions"
    case .questionLabel(let place): Name.question(place, .label)
    case .questionKind(let place): Name.question(place, .kind)
    case .questionChoices(let place): Name.question(place, .choices)
    case .reminders: Name.reminders
    case .redirect: Name.redirect
    case .expires: Name.expires
    case .expiryTime: Name.expiryTime
    }
  }

  /// In which fold of the page it stands; nil for what is never folded.
  var fold: LinkFold? {
    switch self {
    case .title, .slug, .description, .durations, .placeKind, .placeDetails: nil
    case .hours, .schedule, .day: .hours
    case .increment, .bufferBefore, .bufferAfter, .notice, .window, .daysAhead, .firstDate, .lastDate, .dailyLimit,
      .weeklyLimit, .seats:
      .times
    case .questions, .questionLabel, .questionKind, .questionChoices: .questions
    case .reminders, .redirect: .after
    case .color, .expires, .expiryTime: .look
    }
  }
}

/// The groups in which the less common fields are folded.
enum LinkFold {
  case hours, times, questions, after, look
}
