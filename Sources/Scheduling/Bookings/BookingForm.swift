public import CivilTime

/// A booking's form as it was typed, nothing of it trusted yet.
public struct BookingForm: Sendable {
  public var name: String
  public var email: String
  public var phone: String
  public var notes: String

  /// Further guests' addresses; each entry may hold several, with commas, semicolons or blanks between.
  public var guests: [String]

  /// By the questions' ids.
  public var answers: [String: [String]]

  /// The zone the guest reads times in, and the language letters to them are written in.
  public var zone: Zone
  public var locale: String

  /// Made once with the form: what comes twice with the same key is one booking.
  public var key: String

  public init(
    name: String, email: String, phone: String = "", notes: String = "", guests: [String] = [],
    answers: [String: [String]] = [:], zone: Zone, locale: String = "en", key: String
  ) {
    self.name = name
    self.email = email
    self.phone = phone
    self.notes = notes
    self.guests = guests
    self.answers = answers
    self.zone = zone
    self.locale = locale
    self.key = key
  }
}

/// Who comes, and what they said: a form that was found good.
public struct Guest: Hashable, Sendable {
  public let name: String
  public let email: EmailAddress
  public let phone: String
  public let notes: String

  /// Those who come along, each once.
  public let companions: [EmailAddress]
  public let answers: [GivenAnswer]
  public let zone: Zone
  public let locale: String

  public init(
    name: String, email: EmailAddress, phone: String = "", notes: String = "", companions: [EmailAddress] = [],
    answers: [GivenAnswer] = [], zone: Zone, locale: String
  ) {
    self.name = name
    self.email = email
    self.phone = phone
    self.notes = notes
    self.companions = companions
    self.answers = answers
    self.zone = zone
    self.locale = locale
  }

  /// How many seats they take.
  public var count: Int { 1 + companions.count }
}
