/// Hands out what a COPY sends, piece by piece: a line of text or a row each. The server waits while nobody asks.
public final class CopyReader {
  private let passage: CopyPassage
  private let wire: Wire
  private(set) var isAtEnd = false
  private var isOver = false

  init(_ passage: CopyPassage, _ wire: Wire) {
    self.passage = passage
    self.wire = wire
  }

  /// The next piece as the server sent it; nil behind the last.
  public func next() async throws(DatabaseError) -> [UInt8]? {
    if isOver { throw DatabaseError(.misuse, "the copy is over") }
    while !isAtEnd {
      switch wire.getCopy() {
      case .bytes(let bytes): return bytes
      case .later: try await passage.receive()
      case .end: isAtEnd = true
      case .failed: throw passage.broken()
      }
    }
    return nil
  }

  /// Reads over what nobody wanted.
  func end() async throws(DatabaseError) {
    while try await next() != nil {}
    isOver = true
    _ = try await passage.finish()
  }
}
