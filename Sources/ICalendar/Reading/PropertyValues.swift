import CivilTime

// What a property's value means, by type. Each refuses what it does not understand, naming the property and its line.
extension Property {
  var plain: String { TextValue.plain(value) }

  func number() throws(ReadingError) -> Int {
    guard let number = Int(digits: value.trimmingBlanks) else { throw badValue }
    return number
  }

  func length() throws(ReadingError) -> Length {
    guard let length = Length(value) else { throw badValue }
    return length
  }

  /// For times that are always in UTC. Some programs forget the Z.
  func instant() throws(ReadingError) -> Instant {
    switch WrittenTime(value.trimmingBlanks) {
    case .utc(let instant): return instant
    case .civil(let reading): return Zone.utc.instant(of: reading)
    default: throw badValue
    }
  }

  func moment(_ zones: ZoneBook) throws(ReadingError) -> Moment {
    try moment(value.trimmingBlanks, zones)
  }

  func moments(_ zones: ZoneBook) throws(ReadingError) -> [Moment] {
    var moments: [Moment] = []
    for text in try values(zones.limits) { moments.append(try moment(text.trimmingBlanks, zones)) }
    return moments
  }

  /// A list of periods: a start, and an end or a length.
  func periods(_ zones: ZoneBook) throws(ReadingError) -> [(start: Moment, end: Event.End)] {
    var periods: [(Moment, Event.End)] = []
    for text in try values(zones.limits) {
      let sides = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw badValue }
      let start = try moment(sides[0].trimmingBlanks, zones)
      if let length = Length(String(sides[1].trimmingBlanks)) {
        guard !length.isNegative else { throw badValue }
        periods.append((start, .after(length)))
      } else {
        periods.append((start, .at(try moment(sides[1].trimmingBlanks, zones))))
      }
    }
    return periods
  }

  func texts(_ limits: ReadingLimits) throws(ReadingError) -> [String] {
    guard let texts = TextValue.list(value, most: limits.values) else {
      throw error(.tooManyValues(limit: limits.values))
    }
    return texts
  }

  private func values(_ limits: ReadingLimits) throws(ReadingError) -> [Substring] {
    let values = value.split(separator: ",", maxSplits: limits.values, omittingEmptySubsequences: true)
    guard values.count <= limits.values else { throw error(.tooManyValues(limit: limits.values)) }
    return values
  }

  /// The shape tells a date from a time, also where VALUE=DATE was forgotten; a Z outweighs a TZID.
  private func moment(_ text: Substring, _ zones: ZoneBook) throws(ReadingError) -> Moment {
    switch WrittenTime(text) {
    case .date(let date): return .date(date)
    case .utc(let instant): return .utc(instant)
    case .civil(let reading):
      guard let identifier = parameter("TZID") else { return .floating(reading) }
      guard let zone = zones.zone(identifier) else {
        throw error(.unknownZone(String(identifier.prefix(ZoneBook.longestShownName))))
      }
      return .zoned(reading, zone)
    case nil: throw badValue
    }
  }
}

extension Person {
  private static let known = ["CN", "SENT-BY"]

  init(_ property: Property) {
    self.init(
      address: property.value.trimmed, name: property.parameter("CN"), sentBy: property.parameter("SENT-BY"))
    extra = property.parameters.filter { !Self.known.contains($0.name) }
  }
}

extension Attendee {
  private static let known = ["CN", "ROLE", "PARTSTAT", "RSVP", "CUTYPE"]

  /// What nobody here knows counts as the RFC says: a required individual who has not answered.
  init(_ property: Property) {
    self.init(
      address: property.value.trimmed, name: property.parameter("CN"),
      role: property.parameter("ROLE").flatMap { Role(rawValue: $0.uppercased()) } ?? .required,
      participation: property.parameter("PARTSTAT").flatMap { Participation(rawValue: $0.uppercased()) }
        ?? .needsAction,
      expectsReply: property.parameter("RSVP")?.uppercased() == "TRUE",
      kind: property.parameter("CUTYPE").map { Kind(rawValue: $0.uppercased()) ?? .unknown } ?? .individual)
    extra = property.parameters.filter { !Self.known.contains($0.name) }
  }
}

extension String {
  fileprivate var trimmed: String { String(trimmingBlanks) }
}
