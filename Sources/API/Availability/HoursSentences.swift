internal import CivilTime
internal import Scheduling

extension HoursRefusal {
  var wrong: Wrong { Wrong(field.name, problem.sentence) }
}

extension HoursField {
  fileprivate var name: String {
    switch self {
    case .name: "name"
    case .zone: "timezone"
    case .from(.weekday(let day), let row), .to(.weekday(let day), let row): "hours.\(day.short)[\(row)]"
    case .rows(.weekday(let day)): "hours.\(day.short)"
    case .from(.dates, _), .to(.dates, _), .rows(.dates), .firstDate, .lastDate: "overrides"
    }
  }
}

extension HoursProblem {
  fileprivate var sentence: String {
    switch self {
    case .missing: "is missing."
    case .tooLong(let limit): "must have at most \(limit) characters."
    case .unprintable: "holds characters that nobody types."
    case .notATime: "must be times as 09:00."
    case .endsTooEarly(let refusal): "\(refusal)."
    case .tooManyRows(let limit): "must have at most \(limit) entries a day."
    case .unknownZone: "must be a zone as Europe/Berlin."
    case .notADate: "must hold dates as 2026-12-24."
    case .isOver: "must not hold dates that are over."
    case .endsBeforeItBegins: "ends before it begins."
    case .tooManyDates(let limit): "must have at most \(limit) entries."
    case .tooFar(let last): "must hold dates up to \(last)."
    case .tooManySchedules(let limit): "can't be made: there are \(limit) schedules already."
    case .nameTaken: "is the name of another schedule."
    }
  }
}
