public import Operations

/// Accounts that nobody confirmed or that were closed long enough ago go for good, and what is over of signing in.
public struct ClearAccounts: Job {
  public let name = "clear_accounts"
  public let pause = Duration.seconds(3_600)

  private let office: Office

  /// A removed account takes all its rows along, so only a few go at a time.
  private static let batch = 20

  public init(_ office: Office) {
    self.office = office
  }

  public func run(_ shift: Shift) async throws -> Bool {
    try await office.clearAccounts(limit: Self.batch) == Self.batch
  }
}
