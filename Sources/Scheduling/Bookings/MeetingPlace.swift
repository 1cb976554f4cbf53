/// Where a meeting takes place: in what way, and what the owner wrote about it (an address, a number, a web address).
public struct MeetingPlace: Hashable, Sendable, Codable {
  public let kind: Kind
  public let details: String

  /// How people meet.
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case inPerson = "in_person"
    case phone
    case googleMeet = "google_meet"
    case zoom, link
  }

  public init(_ kind: Kind, _ details: String = "") {
    self.kind = kind
    self.details = details
  }
}

extension MeetingPlace {
  /// The owner calls the guest: no number is given that the guest could call.
  public var needsGuestPhone: Bool { kind == .phone && details.isEmpty }

  /// Guests are told no place to come to: their host has to tell each of them.
  public var lacksAddress: Bool { kind != .phone && details.isEmpty }

  /// As guests are told of it. A spot lies open to all; a number or the address of a call lets in whoever has it, so it
  /// comes with the meeting, once that is agreed upon.
  public func told(isAgreed: Bool) -> MeetingPlace {
    isAgreed || kind == .inPerson ? self : MeetingPlace(kind)
  }
}
