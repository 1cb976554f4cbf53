internal import CivilTime
public import Postgres
public import Reactor
internal import Store

/// The bytes of letters as they left are kept for ninety days, so that an owner can look something up; the rest of the
/// row stays.
public struct DropOldMessages: Job {
  public let name = "drop_old_messages"
  public let pause = Duration.seconds(3_600)

  private let database: Database
  private let clock: any Clock

  private static let age = Duration.seconds(90 * 86_400)
  private static let batch = 500

  public init(_ database: Database, clock: any Clock) {
    self.database = database
    self.clock = clock
  }

  public func run(_ shift: Shift) async throws -> Bool {
    let now = Instant(microseconds: clock.wall)
    let end = now.adding(microseconds: -Self.age.nanoseconds / 1_000)
    let outdated = try await database.query(LetterQueue.outdated(sentBefore: end, limit: Self.batch))
    for (owner, letters) in try OwnedLetters.list(outdated) {
      try await database.query(LetterQueue.dropMessages(letters, of: owner, at: now))
    }
    return outdated.count == Self.batch
  }
}
