/// Why a calendar's text, or one component of it, cannot be understood, and where.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the text.
  public enum Reason: Hashable, Sendable {
    /// No BEGIN:VCALENDAR, or none that anything stands in.
    case notACalendar
    case moreThanOneCalendar
    case tooManyBytes(limit: Int)
    case lineTooLong(limit: Int)
    case tooDeep(limit: Int)
    case tooManyComponents(limit: Int)
    case tooManyProperties(limit: Int)
    case tooManyParameters(limit: Int)
    case tooManyValues(limit: Int)
    case nulByte
    case notUTF8
    /// A line that is not NAME;PARAMETERS:VALUE.
    case malformedLine
    case unfinished(component: String)
    case unexpectedEnd(component: String)
    case missing(property: String)
    case repeated(property: String)
    case badValue(property: String)
    case unknownZone(String)
    case badRule(RuleError)
    /// Both DTEND and DURATION.
    case endAndDuration
    case endBeforeStart
    /// A start and an end, or a start and its exceptions, of different kinds.
    case mixedKinds(property: String)
  }

  /// The line of the text, counted from 1, as an editor shows it.
  public let line: Int
  public let reason: Reason

  public init(line: Int, _ reason: Reason) {
    self.line = line
    self.reason = reason
  }

  public var description: String { "line \(line): \(reason)" }
}

extension ReadingError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notACalendar: "this is not a calendar"
    case .moreThanOneCalendar: "there is more than one calendar"
    case .tooManyBytes(let limit): "the calendar is longer than \(limit) bytes"
    case .lineTooLong(let limit): "the line is longer than \(limit) bytes"
    case .tooDeep(let limit): "components are nested deeper than \(limit)"
    case .tooManyComponents(let limit): "there are more than \(limit) components"
    case .tooManyProperties(let limit): "there are more than \(limit) properties"
    case .tooManyParameters(let limit): "the property has more than \(limit) parameters"
    case .tooManyValues(let limit): "the property has more than \(limit) values"
    case .nulByte: "there is a NUL byte"
    case .notUTF8: "the text is not UTF-8"
    case .malformedLine: "the line is not of the form NAME:VALUE"
    case .unfinished(let component): "\(component) is not ended"
    case .unexpectedEnd(let component): "\(component) is ended but not begun"
    case .missing(let property): "\(property) is missing"
    case .repeated(let property): "\(property) stands twice"
    case .badValue(let property): "the value of \(property) is not understood"
    case .unknownZone(let name): "the time zone \"\(name)\" is not known"
    case .badRule(let error): "\(error)"
    case .endAndDuration: "DTEND and DURATION exclude each other"
    case .endBeforeStart: "the end lies before the start"
    case .mixedKinds(let property): "\(property) and DTSTART are of different kinds"
    }
  }
}
