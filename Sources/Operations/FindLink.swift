public import CivilTime
public import Store

/// What is found behind `/{username}/{slug}`.
public enum LinkFinding: Sendable {
  case open(OpenLink)
  case closed(ClosedLink)
  case nothing
}

/// A link that exists and takes no bookings.
public struct ClosedLink: Sendable {
  public let owner: Owner
  public let link: Link
  public let reason: LinkClosing
  public let version: Int64
}

/// A link that takes bookings, with the facts its times are found in, all of one version.
public struct OpenLink: Sendable {
  public let owner: Owner
  public let link: Link

  /// What the link's hours, limits and dates are read in.
  public let zone: Zone

  /// Everything here stays what it is while the owner's version is this one, until the `expiry` of what was asked.
  public let version: Int64

  let book: OwnerBook
  let now: Instant
  /// The booking that is being moved, by its number in the book.
  let moving: Int?
}

extension Office {
  public func link(_ slug: String, of username: String) async throws -> LinkFinding {
    throw Trouble.unavailable
  }
}
