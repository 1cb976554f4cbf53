internal import Crypto
internal import Reactor

/// Hashes passwords where that holds up nobody else.
struct Hashing: Sendable {
  /// Nil for a command line, which has nothing else to do.
  let pool: BlockingPool?
  let cost: Int

  func make(of password: String) async throws -> PasswordHash {
    try await blocking { [cost] in try PasswordHash.make(of: password.utf8, cost: cost) }
  }

  /// Without a hash that can be read, as long and in vain: who asks learns nothing of whether there is one.
  func matches(_ password: String, _ stored: String?) async throws -> Bool {
    let hash = stored.flatMap { try? PasswordHash($0) }
    let tried = hash ?? PasswordHash.decoy(cost: cost)
    return try await blocking { tried.matches(password.utf8) } && hash != nil
  }

  func isOutdated(_ stored: String) -> Bool {
    (try? PasswordHash(stored))?.needsRehash(cost: cost) ?? false
  }

  /// Where it holds up nobody else, too.
  func blocking<Outcome: Sendable>(_ work: @escaping @Sendable () throws -> Outcome) async throws -> Outcome {
    guard let pool else { return try work() }
    do {
      return try await pool.run(work)
    } catch is PoolFull {
      throw Trouble.busy
    }
  }
}
