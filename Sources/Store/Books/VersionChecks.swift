internal import Guard
internal import Postgres

/// Asks the database which versions owners are at. One question is under way at a time; who comes meanwhile is asked
/// about together in the next.
final class VersionChecks: Sendable {
  private let database: Database
  private let state = Guarded(State())

  private struct State {
    var isUnderway = false
    var waiting: [Waiter] = []
  }

  private struct Waiter {
    let owner: UserID
    let continuation: CheckedContinuation<Turn, Never>
  }

  /// What a waiter is woken with.
  private enum Turn {
    case answer(Result<Int64?, DatabaseError>)
    /// It is to ask for all who gathered, itself among them.
    case ask([Waiter])
  }

  init(_ database: Database) {
    self.database = database
  }

  /// The version as of some moment after this call; nil where there is no such owner.
  func version(of owner: UserID) async throws(DatabaseError) -> Int64? {
    let isFirst = state.withLock { state in
      defer { state.isUnderway = true }
      return !state.isUnderway
    }
    if isFirst { return try await ask(for: owner, and: []) }
    let turn = await withCheckedContinuation { continuation in
      // The one under way may have come back by now: then nobody else would wake this one.
      let isFirst = state.withLock { state in
        if state.isUnderway {
          state.waiting.append(Waiter(owner: owner, continuation: continuation))
          return false
        }
        state.isUnderway = true
        return true
      }
      if isFirst { continuation.resume(returning: .ask([])) }
    }
    switch turn {
    case .answer(let result): return try result.get()
    case .ask(let others): return try await ask(for: owner, and: others)
    }
  }

  private func ask(for owner: UserID, and others: [Waiter]) async throws(DatabaseError) -> Int64? {
    let owners = Set(others.map(\.owner) + [owner])
    let result: Result<[UserID: Int64], DatabaseError>
    do {
      result = .success(try await versions(of: Array(owners)))
    } catch {
      result = .failure(error)
    }
    if case .failure(let error) = result, error.kind == .cancelled {
      // Who is cancelled speaks for nobody else.
      passOn(others)
      throw error
    }
    passOn()
    for other in others { other.continuation.resume(returning: .answer(result.map { $0[other.owner] })) }
    return try result.get()[owner]
  }

  private func versions(of owners: [UserID]) async throws(DatabaseError) -> [UserID: Int64] {
    var versions: [UserID: Int64] = [:]
    for row in try await database.query(Owners.versions(of: owners)) {
      let (owner, version) = try row.decode(UserID.self, Int64.self)
      versions[owner] = version
    }
    return versions
  }

  /// The first of those who gathered asks for all of them.
  private func passOn(_ unanswered: [Waiter] = []) {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      let waiting = unanswered + state.waiting
      state.isUnderway = !waiting.isEmpty
      return waiting
    }
    guard let first = waiting.first else { return }
    first.continuation.resume(returning: .ask(Array(waiting.dropFirst())))
  }
}
