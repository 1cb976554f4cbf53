/// Takes rows for a COPY into a table and sends them in large pieces, in PostgreSQL's binary form. A writer that is
/// faster than the server waits in `write`, so nothing piles up.
public final class CopyWriter {
  private let passage: CopyPassage
  private let wire: Wire
  private var buffer = BinaryBuffer(capacity: CopyWriter.pieceSize + 1024)
  private var isOver = false

  /// 64 KB: large enough that a call costs nothing per row, small enough to be held by every connection.
  private static let pieceSize = 65_536
  /// How a binary copy begins: eleven signature bytes, no flags, no extension.
  private static let head: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  init(_ passage: CopyPassage, _ wire: Wire) {
    self.passage = passage
    self.wire = wire
    buffer.append(bytes: Self.head)
  }

  /// Adds a row. Each value must be of exactly its column's type: the server converts nothing here.
  public func write<each Column: DatabaseColumn>(_ columns: repeat each Column) async throws(DatabaseError) {
    if isOver { throw DatabaseError(.misuse, "the copy is over") }
    var count: Int16 = 0
    for _ in repeat (each Column).self { count += 1 }
    buffer.append(integer: count)
    repeat append(each columns)
    if buffer.count >= Self.pieceSize { try await send() }
  }

  private func append(_ column: some DatabaseColumn) {
    if let value = column.databaseValue {
      buffer.appendMeasured { value.write(to: &$0) }
    } else {
      buffer.appendNull()
    }
  }

  private func send() async throws(DatabaseError) {
    while true {
      switch buffer.bytes.withUnsafeBytes({ wire.putCopy($0) }) {
      case true?:
        buffer.removeAll()
        return try await passage.flush()
      case false?: try await passage.flush()
      case nil: throw passage.broken()
      }
    }
  }

  /// With a reason the server forgets all that was written.
  func end(reason: String? = nil) async throws(DatabaseError) -> Int {
    isOver = true
    if reason == nil {
      // A row of minus one columns says that there is no more.
      buffer.append(integer: Int16(-1))
      try await send()
    }
    while true {
      switch wire.endCopy(reason: reason) {
      case true?:
        try await passage.flush()
        return try await passage.finish()
      case false?: try await passage.flush()
      case nil: throw passage.broken()
      }
    }
  }
}
