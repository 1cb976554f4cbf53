internal import CivilTime
public import Crypto
internal import Postgres
public import Store

public import struct FoundationEssentials.UUID

/// What comes of sending a request with a key.
public enum KeyOutcome: Sendable {
  /// It is the first: do it, then keep what was answered.
  case first(KeyTicket)
  /// It was done before.
  case answered(KeptAnswer)
  /// It was done before to this, and its server never came to answer.
  case done(UUID)
  case underWay
  /// The key came with another request.
  case reused
}

/// How long keys mean something, in seconds.
enum KeyLife {
  static let whole = 24 * 3_600
  /// No request takes so long: its server went away.
  static let underWay = 60
}

extension Office {
  /// So that a request that comes twice is done once. `fingerprint` is of all that makes it this request.
  public func takeKey(_ key: String, _ fingerprint: Digest, of owner: UserID) async throws -> KeyOutcome {
    try await minding {
      let now = now
      let take = IdempotencyKeys.take(
        key, fingerprint, of: owner, at: now, oldBefore: now.adding(seconds: -KeyLife.whole),
        deadBefore: now.adding(seconds: -KeyLife.underWay))
      if try await database.query(take).first != nil {
        return .first(KeyTicket(key: key, owner: owner, begun: now))
      }
      // Whose request failed between these two has let go of the key: as good as under way.
      guard let row = try await database.query(IdempotencyKeys.find(key, of: owner)).first else { return .underWay }
      let taken = try TakenKey(row)
      guard taken.fingerprint == fingerprint else { return .reused }
      return taken.answer.map(KeyOutcome.answered) ?? taken.done.map(KeyOutcome.done) ?? .underWay
    }
  }

  public func keep(_ answer: KeptAnswer, for ticket: KeyTicket) async throws {
    try await minding {
      _ = try await database.query(IdempotencyKeys.keep(answer, for: ticket, at: now))
    }
  }

  /// If nothing was done, the same request may be sent again.
  public func release(_ ticket: KeyTicket) async throws {
    try await minding {
      _ = try await database.query(IdempotencyKeys.release(ticket))
    }
  }
}
