internal import Reactor

/// Where what is taken along is written to, piece by piece: bytes, and behind how many others they stand. May block.
public typealias ExportSink = @Sendable (_ bytes: [UInt8], _ offset: Int64) throws -> Void

/// What is taken along, on its way: some of it waits until it is worth writing, none of it lies in memory whole.
public struct ExportPieces {
  private let office: Office
  private let sink: ExportSink
  private var waiting: [UInt8] = []
  private var written: Int64 = 0

  private static let size = 256 * 1_024

  public init(_ office: Office, to sink: @escaping ExportSink) {
    (self.office, self.sink) = (office, sink)
  }

  public mutating func add(_ bytes: some Collection<UInt8>) async throws {
    waiting += bytes
    if waiting.count >= Self.size { try await write() }
  }

  /// How many bytes it is in all.
  public mutating func end() async throws -> Int64 {
    try await write()
    return written
  }

  private mutating func write() async throws {
    let (sink, bytes, offset) = (sink, waiting, written)
    try await office.aside { try sink(bytes, offset) }
    written += Int64(bytes.count)
    waiting.removeAll(keepingCapacity: true)
  }
}

extension Office {
  /// Does where it holds up nobody else what blocks.
  public func aside<Outcome: Sendable>(_ work: @escaping @Sendable () throws -> Outcome) async throws -> Outcome {
    try await accounts.hashing.blocking(work)
  }
}
