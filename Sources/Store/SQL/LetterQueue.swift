public import CivilTime
public import Postgres

internal import struct FoundationEssentials.Data
internal import class FoundationEssentials.JSONDecoder

/// `email_logs` as those see it who send letters: what is due, claimed by one of them at a time, and what became of it.
///
/// A letter is queued, then sending while somebody has claimed it, then sent or failed. A claim ends by itself at its
/// next attempt's time, so that what a server that ended had claimed is claimed by another.
public enum LetterQueue {
  /// Which letters are due and whose they are, those that wait longest first. Nothing is locked.
  public static func due(at now: Instant, limit: Int) -> Query {
    """
    SELECT user_id, id FROM email_logs
    WHERE status IN ('queued', 'sending') AND next_attempt_at <= \(now)
    ORDER BY next_attempt_at LIMIT \(limit)
    """
  }

  /// Claims those of one owner's letters that are still due and that nobody else is claiming just now.
  public static func claim(_ letters: [LetterID], of owner: UserID, until lease: Instant, at now: Instant) -> Query {
    """
    UPDATE email_logs SET status = 'sending', attempts = attempts + 1, next_attempt_at = \(lease), updated_at = \(now)
    WHERE user_id = \(owner) AND id IN (
      SELECT id FROM email_logs
      WHERE user_id = \(owner) AND id = ANY (\(letters)) AND status IN ('queued', 'sending')
        AND next_attempt_at <= \(now)
      FOR UPDATE SKIP LOCKED)
    RETURNING id, template_name, view, attempts, provider
    """
  }

  /// Notes that a letter is being handed over, before it is, for a transport that could not tell a second time from
  /// the first.
  public static func begin(_ letter: ClaimedLetter, by transport: String, at now: Instant) -> Query {
    """
    UPDATE email_logs SET provider = \(transport), updated_at = \(now)
    WHERE user_id = \(letter.owner) AND id = \(letter.id) AND status = 'sending' AND attempts = \(letter.attemptNumber)
    """
  }

  /// That a letter left is true whoever else has claimed it meanwhile.
  public static func sent(
    _ letter: ClaimedLetter, subject: String, message: [UInt8], by transport: String, as id: String, at now: Instant
  ) -> Query {
    """
    UPDATE email_logs SET status = 'sent', subject = \(subject.cut(to: 500)), message = \(message),
      provider = \(transport), provider_message_id = \(id.cut(to: 500)), error_message = NULL, next_attempt_at = NULL,
      sent_at = \(now), failed_at = NULL, updated_at = \(now)
    WHERE user_id = \(letter.owner) AND id = \(letter.id) AND status IN ('queued', 'sending', 'failed')
    """
  }

  /// It certainly did not leave, and is tried again.
  public static func later(_ letter: ClaimedLetter, because reason: String, next: Instant, at now: Instant) -> Query {
    """
    UPDATE email_logs SET status = 'queued', provider = NULL, error_message = \(reason.cut(to: 2_000)),
      next_attempt_at = \(next), updated_at = \(now)
    WHERE user_id = \(letter.owner) AND id = \(letter.id) AND status = 'sending' AND attempts = \(letter.attemptNumber)
    """
  }

  /// It is not tried again by itself.
  public static func failed(_ letter: ClaimedLetter, because reason: String, at now: Instant) -> Query {
    """
    UPDATE email_logs SET status = 'failed', error_message = \(reason.cut(to: 2_000)), next_attempt_at = NULL,
      failed_at = \(now), updated_at = \(now)
    WHERE user_id = \(letter.owner) AND id = \(letter.id) AND status = 'sending' AND attempts = \(letter.attemptNumber)
    """
  }

  /// Gives back what was claimed and not tried.
  public static func release(_ letter: ClaimedLetter, next: Instant, at now: Instant) -> Query {
    """
    UPDATE email_logs SET status = 'queued', provider = NULL, attempts = attempts - 1, next_attempt_at = \(next),
      updated_at = \(now)
    WHERE user_id = \(letter.owner) AND id = \(letter.id) AND status = 'sending' AND attempts = \(letter.attemptNumber)
    """
  }

  /// Letters whose bytes were kept long enough. Nothing is locked.
  public static func outdated(sentBefore end: Instant, limit: Int) -> Query {
    """
    SELECT user_id, id FROM email_logs WHERE message IS NOT NULL AND sent_at < \(end) ORDER BY sent_at LIMIT \(limit)
    """
  }

  public static func dropMessages(_ letters: [LetterID], of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE email_logs SET message = NULL, updated_at = \(now)
    WHERE user_id = \(owner) AND id = ANY (\(letters)) AND message IS NOT NULL
    """
  }
}

/// A letter that is one's own to send for a while.
public struct ClaimedLetter: Sendable {
  public let id: LetterID
  public let owner: UserID
  public let templateName: String

  /// Which attempt this is, from 1.
  public let attempt: Int

  /// The transport it was being handed to when an earlier claim ended, where that transport can't tell a second time
  /// from the first.
  public let begunBy: String?
  private let view: JSONText

  public init(_ row: Row, of owner: UserID) throws(DatabaseError) {
    let (id, templateName, view, attempt, begunBy) = try row.decode(
      LetterID.self, String.self, JSONText.self, Int16.self, String?.self)
    self.id = id
    self.owner = owner
    self.templateName = templateName
    self.view = view
    self.attempt = Int(attempt)
    self.begunBy = begunBy
  }

  /// What it tells; nil where the row holds something else, as from another version of this program.
  public var facts: LetterFacts? { LetterFacts(view) }

  /// The same for a letter about an account.
  public var accountFacts: AccountFacts? {
    try? JSONDecoder().decode(AccountFacts.self, from: Data(view.bytes))
  }

  fileprivate var attemptNumber: Int16 { Int16(clamping: attempt) }
}

extension String {
  /// What the column has room for.
  fileprivate func cut(to limit: Int) -> String {
    unicodeScalars.count <= limit ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(limit)))
  }
}
