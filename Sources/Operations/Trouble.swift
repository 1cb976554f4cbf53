internal import Postgres

/// Thrown where something could not be done now and nothing was changed: the asker may try again.
public enum Trouble: Error, Hashable, Sendable {
  /// Too much is waiting, or somebody else held the owner's time too long.
  case busy
  /// The database is away, or too slow to be waited for.
  case unavailable
}

/// Tells what passes by itself from what is broken.
func minding<Outcome>(_ work: () async throws -> Outcome) async throws -> Outcome {
  do {
    return try await work()
  } catch let error as DatabaseError {
    switch error.kind {
    case .busy: throw Trouble.busy
    case .unavailable, .connectionLost, .timeout: throw Trouble.unavailable
    case .cancelled: throw CancellationError()
    case .refused, .unreadable, .misuse: throw error
    }
  }
}
