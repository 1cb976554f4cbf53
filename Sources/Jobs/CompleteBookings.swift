public import Operations

/// Meetings that were confirmed and are over become completed.
public struct CompleteBookings: Job {
  public let name = "complete_bookings"
  public let pause = Duration.seconds(60)

  private let office: Office

  private static let batch = 500

  public init(_ office: Office) {
    self.office = office
  }

  public func run(_ shift: Shift) async throws -> Bool {
    try await office.completePast(limit: Self.batch) == Self.batch
  }
}
