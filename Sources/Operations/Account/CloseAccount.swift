internal import CivilTime
internal import Postgres
public import Store

/// What came of opening a closed account again.
public enum ReopenOutcome: Sendable {
  case signedIn(SessionToken, Session)
  /// It is open; a code is asked for too.
  case secondStep(Ticket)
  /// Its address or its username belongs to somebody else by now.
  case taken
  /// Too late, or the ticket is.
  case gone
}

extension Office {
  /// Its pages and links show nothing and every session ends, at once; its data stays for a while, in case it was not
  /// meant.
  public func closeAccount(_ password: String, of owner: UserID, caller: Caller) async throws -> GuardedOutcome {
    try await knowing(password, of: owner, caller) { account in
      let now = now
      try await books.write(
        [
          Accounts.close(owner, at: now), Sessions.deleteAll(of: owner),
          AuditLog.insert("user.close", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ], of: owner)
      return .done
    }
  }

  /// By who has just signed in to it.
  public func reopenAccount(
    _ ticket: Ticket, replacing old: String? = nil, caller: Caller
  ) async throws -> ReopenOutcome {
    guard let owner = owner(of: ticket, for: .reopening) else { return .gone }
    return try await minding {
      let now = now
      let limit = now.adding(seconds: -AccountLimits.reopening)
      do {
        let isDone = try await books.holding(
          owner, reading: [Accounts.reopen(owner, closedSince: limit, at: now)]
        ) { held in
          guard held.answers[0].touchedCount == 1 else { return false }
          try await held.commit([
            AuditLog.insert("user.reopen", owner.uuid, of: owner, by: caller, id: freshID(), at: now)
          ])
          return true
        }
        guard isDone else { return .gone }
        return switch try await letIn(owner, replacing: old, caller: caller) {
        case .signedIn(let token, let session): .signedIn(token, session)
        case .secondStep(let ticket): .secondStep(ticket)
        default: .gone
        }
      } catch let error as DatabaseError where [.emailTaken, .usernameTaken].contains(Conflict(error)) {
        return .taken
      }
    }
  }
}
