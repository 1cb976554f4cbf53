public import CivilTime
public import Store

/// An owner's public page: who they are and what may be booked.
public struct OwnerPage: Sendable {
  public let owner: Owner

  /// Active, listed and not used up, in order of their titles.
  public let links: [Link]

  /// The page stays what it is while the owner's version is this one, until `expiry`.
  public let version: Int64
  public let expiry: Instant
}

extension Office {
  /// Nil where there is no such active owner.
  public func owner(named username: String) async throws -> OwnerPage? {
    try await minding {
      guard let name = foldedUsername(username), let book = try await books.book(named: name), book.owner.isActive
      else { return nil }
      let now = now
      let links = book.links.filter { $0.isListed && $0.closing(at: now) == nil }
      let expiry = links.compactMap(\.expiresAt).min() ?? .distantFuture
      return OwnerPage(owner: book.owner, links: links, version: book.version, expiry: expiry)
    }
  }

  /// The owner's version as of at most 100 ms ago, for those who keep pages: nothing to wait for in the usual case.
  /// Nil where there is no such owner any more.
  public func version(of owner: UserID) async throws -> Int64? {
    try await minding { try await books.book(of: owner)?.version }
  }

  /// The same where it is known without waiting; nil says that it must be asked for.
  public func checkedVersion(of owner: UserID) -> Int64? {
    books.checkedVersion(of: owner)
  }
}

/// In small letters, as usernames are kept; nil for what can't be one.
func foldedUsername(_ text: String) -> String? {
  let longest = 40
  guard (1...longest).contains(text.utf8.count) else { return nil }
  var isFolded = true
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): isFolded = false
    default: return nil
    }
  }
  return isFolded ? text : text.lowercased()
}
