/// Whoever organizes a meeting, or sends a calendar.
public struct Person: Hashable, Sendable {
  /// An address as calendars write it: mailto:anna@example.org.
  public var address: String
  public var name: String?

  /// Somebody who acts for them.
  public var sentBy: String?

  /// Parameters nobody here knows.
  public var extra: [Property.Parameter] = []

  public init(address: String, name: String? = nil, sentBy: String? = nil) {
    self.address = address
    self.name = name
    self.sentBy = sentBy
  }

  public init(email: String, name: String? = nil) {
    self.init(address: "mailto:" + email, name: name)
  }

  /// The address without its mailto:; nil for an address of another kind.
  public var email: String? { Self.email(in: address) }

  static func email(in address: String) -> String? {
    let scheme = "mailto:"
    guard address.utf8.count > scheme.utf8.count, address.prefix(scheme.count).lowercased() == scheme else {
      return nil
    }
    return String(address.dropFirst(scheme.count))
  }
}

/// Somebody or something invited to a meeting, and what they said.
public struct Attendee: Hashable, Sendable {
  public var address: String
  public var name: String?
  public var role: Role
  public var participation: Participation

  /// Whether the organizer asks for an answer.
  public var expectsReply: Bool
  public var kind: Kind

  /// Parameters nobody here knows, DELEGATED-TO and its like among them.
  public var extra: [Property.Parameter] = []

  /// How much somebody is needed.
  public enum Role: String, Hashable, Sendable {
    case chair = "CHAIR"
    case required = "REQ-PARTICIPANT"
    case optional = "OPT-PARTICIPANT"
    case informed = "NON-PARTICIPANT"
  }

  /// What somebody answered.
  public enum Participation: String, Hashable, Sendable {
    case needsAction = "NEEDS-ACTION"
    case accepted = "ACCEPTED"
    case declined = "DECLINED"
    case tentative = "TENTATIVE"
    case delegated = "DELEGATED"
  }

  /// What kind of guest it is: a person, a room, a group.
  public enum Kind: String, Hashable, Sendable {
    case individual = "INDIVIDUAL"
    case group = "GROUP"
    case resource = "RESOURCE"
    case room = "ROOM"
    case unknown = "UNKNOWN"
  }

  public init(
    address: String, name: String? = nil, role: Role = .required, participation: Participation = .needsAction,
    expectsReply: Bool = false, kind: Kind = .individual
  ) {
    self.address = address
    self.name = name
    self.role = role
    self.participation = participation
    self.expectsReply = expectsReply
    self.kind = kind
  }

  public var email: String? { Person.email(in: address) }
}
