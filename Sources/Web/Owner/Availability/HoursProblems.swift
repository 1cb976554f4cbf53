internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling

/// How fields of hours are named in a page, so that a summary can lead to them.
enum FieldID {
  static func day(_ day: HoursDay) -> String {
    switch day {
    case .weekday(let weekday): weekday.code
    case .dates: "dates"
    }
  }

  static func from(_ day: HoursDay, _ row: Int) -> String { "\(FieldID.day(day))-\(row)-from" }
  static func to(_ day: HoursDay, _ row: Int) -> String { "\(FieldID.day(day))-\(row)-to" }
  static func adding(_ day: HoursDay) -> String { "\(FieldID.day(day))-add" }
}

/// Says what is wrong with hours: beside each field, and all of it at the head of the page.
struct HoursProblems {
  let refusals: [HoursRefusal]
  let part: AvailabilityState.Part
  let visit: Visit

  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }

  /// What stands beside a field; nil where nothing is wrong with it.
  func sentence(_ field: HoursField) -> String? {
    refusals.first { $0.field == field }.map(sentence)
  }

  /// Nil where nothing is wrong.
  var summary: WrongsView? {
    WrongsView(
      refusals.map { refusal in
        let (name, problem) = (label(of: refusal.field), sentence(refusal))
        return (id(of: refusal.field), words.text(.wrongIn, ["field": name, "problem": problem]))
      }, lettering)
  }

  private func id(of field: HoursField) -> String {
    switch field {
    case .from(let day, let row): FieldID.from(day, row)
    case .to(let day, let row): FieldID.to(day, row)
    case .rows(let day): FieldID.adding(day)
    case .zone: "zone"
    case .firstDate: "first"
    case .lastDate: "last"
    case .name: part == .newSchedule ? "new-name" : "name"
    }
  }

  private func label(of field: HoursField) -> String {
    switch field {
    case .from(let day, _): words.text(HoursWord.fieldFrom, ["day": name(of: day)])
    case .to(let day, _): words.text(HoursWord.fieldTo, ["day": name(of: day)])
    case .rows(let day): name(of: day)
    case .zone: words.text(HoursWord.fieldZone)
    case .firstDate: words.text(HoursWord.fieldFirst)
    case .lastDate: words.text(HoursWord.fieldLast)
    case .name: words.text(HoursWord.fieldName)
    }
  }

  private func name(of day: HoursDay) -> String {
    switch day {
    case .weekday(let weekday): lettering.tongue.opening(lettering.tongue.weekdays[weekday.rawValue])
    case .dates: lettering.tongue.opening(words.text(HoursWord.fieldDates))
    }
  }

  private func sentence(_ refusal: HoursRefusal) -> String {
    switch refusal.problem {
    case .missing: words.text(missing(refusal.field))
    case .notATime: words.text(HoursWord.wrongTime, ["example": time(LocalTime(hour: 14, minute: 30))])
    case .endsTooEarly(let window) where window.start == window.end: words.text(HoursWord.wrongNoLength)
    case .endsTooEarly(let window):
      words.text(
        HoursWord.wrongEndsEarly,
        ["from": time(window.start), "to": time(window.end), "start": time(.midnight), "end": "24:00"])
    case .tooManyRows(let limit): words.text(HoursWord.wrongRows, ["limit": "\(limit)"])
    case .tooLong(let limit): words.text(.tooLong, ["limit": "\(limit)"])
    case .unprintable: words.text(.unprintable)
    case .unknownZone: words.text(HoursWord.wrongZone)
    case .notADate: words.text(HoursWord.wrongDate)
    case .isOver: words.text(HoursWord.wrongOver)
    case .endsBeforeItBegins: words.text(HoursWord.wrongOrder)
    case .tooManyDates(let limit): words.text(HoursWord.wrongDates, ["limit": "\(limit)"])
    case .tooFar(let last): words.text(HoursWord.wrongFar, ["date": lettering.tongue.dayAndYear(last)])
    case .tooManySchedules(let limit): words.text(HoursWord.wrongSchedules, ["limit": "\(limit)"])
    case .nameTaken: words.text(HoursWord.wrongTaken)
    }
  }

  private func missing(_ field: HoursField) -> HoursWord {
    switch field {
    case .name: .wrongMissingName
    case .firstDate, .lastDate: .wrongMissingDate
    case .zone: .wrongZone
    case .from(.dates, _), .to(.dates, _): .wrongMissingDatesTime
    case .from, .to, .rows: .wrongMissingTime
    }
  }

  private func time(_ time: LocalTime?) -> String { time.map(visit.typed) ?? "" }
}
