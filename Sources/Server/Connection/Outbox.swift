internal import Glibc
internal import HTTP

/// What a connection still has to send: bytes that found no room, and perhaps a file behind them. Empty, and then
/// without memory of its own, for all but slow clients and files.
struct Outbox {
  private var bytes: [UInt8] = []
  private var sent = 0
  private var file: File?
  private var fileSent: Int64 = 0
  /// Since this outbox was last empty.
  private(set) var total: Int64 = 0

  enum Progress {
    case done
    case blocked
    /// There is room yet, but others want their turn.
    case paused
    case failed
  }

  /// Sent in one turn, in bytes; then others get theirs.
  private static let perTurn = 1024 * 1024
  /// From a file in one call, in bytes.
  private static let filePiece: Int64 = 256 * 1024

  var isEmpty: Bool { bytes.isEmpty && file == nil }

  /// Sends `output` (nothing may wait in front of it), then `file`, and keeps what finds no room.
  mutating func send(
    _ output: [UInt8], then file: File?, through transport: Transport, by way: UnsafeMutableRawBufferPointer
  ) -> Progress {
    let file = file.flatMap { $0.count > 0 ? $0 : nil }
    var gone = 0
    while gone < output.count {
      let outcome = output.withUnsafeBytes { bytes in
        transport.write(UnsafeRawBufferPointer(rebasing: bytes[gone...]), hasMore: file != nil)
      }
      switch outcome {
      case .wrote(let count): gone += count
      case .full:
        (bytes, sent) = (Array(output[gone...]), 0)
        (self.file, fileSent, total) = (file, 0, 0)
        return .blocked
      case .failed: return .failed
      }
    }
    guard let file else { return .done }
    (self.file, fileSent, total) = (file, 0, 0)
    return flush(through: transport, by: way)
  }

  /// Sends on. `way` is where a file's bytes pass through when TLS has to see them.
  mutating func flush(through transport: Transport, by way: UnsafeMutableRawBufferPointer) -> Progress {
    var turn = 0
    while !isEmpty {
      if turn >= Outbox.perTurn { return .paused }
      switch bytes.isEmpty ? sendFile(through: transport, by: way) : sendBytes(through: transport) {
      case .wrote(let count):
        turn += count
        total += Int64(count)
      case .full: return .blocked
      case .failed: return .failed
      }
    }
    return .done
  }

  private mutating func sendBytes(through transport: Transport) -> WriteOutcome {
    let outcome = bytes.withUnsafeBytes { bytes in
      transport.write(UnsafeRawBufferPointer(rebasing: bytes[sent...]), hasMore: file != nil)
    }
    if case .wrote(let count) = outcome {
      sent += count
      if sent == bytes.count { (bytes, sent) = ([], 0) }
    }
    return outcome
  }

  private mutating func sendFile(through transport: Transport, by way: UnsafeMutableRawBufferPointer) -> WriteOutcome {
    guard let file else { return .failed }
    let offset = file.offset + fileSent
    let rest = min(file.count - fileSent, Outbox.filePiece)
    let outcome: WriteOutcome
    if transport.tls == nil {
      outcome = transport.sendFile(file.descriptor.number, from: offset, count: Int(rest))
    } else {
      let count = pread(file.descriptor.number, way.baseAddress, min(Int(rest), way.count), off_t(offset))
      guard count > 0 else { return .failed }
      outcome = transport.write(UnsafeRawBufferPointer(rebasing: way[..<count]), hasMore: false)
    }
    if case .wrote(let count) = outcome {
      fileSent += Int64(count)
      if fileSent == file.count { self.file = nil }
    }
    return outcome
  }
}
