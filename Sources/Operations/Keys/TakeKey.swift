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
  /// Of all that makes a request this one. What a password is could be tried out on a plain digest.
  public func fingerprint(of request: [UInt8]) -> Digest { accounts.requests.code(for: request) }

  /// Whoever has no account yet goes by where they come from: a key that somebody else took elsewhere tells them nothing.
  public func visitor(_ caller: Caller) -> KeyHolder {
    .visitor(accounts.requests.code(for: Array("visitor \(neighbourhood(of: caller) ?? "")".utf8)))
  }

  /// How long to wait, where a key came with other requests too often from there: whether a password is the one it came
  /// with may not be tried faster than by signing in.
  public func waitToCompare(_ caller: Caller) async throws -> Wait? {
    try await wait((.signInByAddress, neighbourhood(of: caller)))
  }

  /// So that a request that comes twice is done once. `fingerprint` is of all that makes it this request.
  public func takeKey(_ key: String, _ fingerprint: Digest, of holder: KeyHolder) async throws -> KeyOutcome {
    try await minding {
      let now = now
      let take = IdempotencyKeys.take(
        key, fingerprint, of: holder, at: now, oldBefore: now.adding(seconds: -KeyLife.whole),
        deadBefore: now.adding(seconds: -KeyLife.underWay))
      if try await database.query(take).first != nil {
        return .first(KeyTicket(key: key, holder: holder, begun: now))
      }
      // Whose request failed between these two has let go of the key: as good as under way.
      guard let row = try await database.query(IdempotencyKeys.find(key, of: holder)).first else { return .underWay }
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
