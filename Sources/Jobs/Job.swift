internal import Reactor

/// Something that is done again and again: one file each, on one list.
///
/// One server at a time does it, but a server that is cut off from the database may not know yet that it is no longer
/// the one: whatever a job does has to be right when two do it at once.
public protocol Job: Sendable {
  /// As its row in `jobs` is called.
  var name: String { get }

  /// How long after it had nothing more to do it is looked at again.
  var pause: Duration { get }

  /// When it rings, this server does the job at once, whoever else has it. Nil for what can wait.
  var bell: Bell? { get }

  /// Does a piece of the work, a few seconds' worth; true if there may be more.
  func run(_ shift: Shift) async throws -> Bool
}

extension Job {
  public var bell: Bell? { nil }
}
