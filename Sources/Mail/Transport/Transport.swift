/// A way for letters to leave the house.
public protocol Transport: Sendable {
  /// As the e-mail log calls it: `maildir`, `smtp`.
  var name: String { get }

  /// Whether a parcel that is handed over twice arrives once. Where it would arrive twice, whoever sends has to remember
  /// that it began before it begins.
  var knowsRepeats: Bool { get }

  /// Throws `CancellationError` where the task was cancelled and the parcel certainly did not leave.
  func deliver(_ parcel: Parcel) async throws -> Delivery
}

/// What became of a parcel.
public enum Delivery: Hashable, Sendable {
  /// It is on its way, and somebody else answers for it. The id is what they know it by.
  case accepted(id: String)
  /// Not taken this time; later it may be.
  case refusedForNow(String)
  /// It will never be taken as it is.
  case refused(String)
  /// No parcel at all can leave just now: nobody listens there, the disk is full, the login is wrong.
  case closed(String)
  /// Everything was said, and then nothing was heard: it may have been taken.
  case unknown(String)
}
