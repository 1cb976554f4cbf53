internal import Glibc
internal import Guard
internal import Reactor

/// Where lines of the log go.
public protocol LogSink: Sendable {
  /// Takes whole lines from the front of `lines` for as long as it need not wait longer than `patience`, and says how
  /// many bytes that were.
  func take(_ lines: [UInt8], patience: Duration) -> Int
  /// Whether a person is looking.
  var isTerminal: Bool { get }
}

extension LogSink where Self == DescriptorSink {
  public static var standardError: DescriptorSink { DescriptorSink(2) }
  public static var standardOutput: DescriptorSink { DescriptorSink(1) }
}

/// Writes lines to an open descriptor: file, pipe, socket or terminal.
public final class DescriptorSink: LogSink {
  public let isTerminal: Bool
  private let descriptor: Int32
  private let isFile: Bool
  /// Held from asking for room to using it, so that no thread takes the room another was promised.
  private let turn = Guarded(())

  /// The descriptor stays its owner's.
  public init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    var status = stat()
    isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  public func take(_ lines: [UInt8], patience: Duration) -> Int {
    lines.withUnsafeBytes { bytes in
      var taken = 0
      while taken < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[taken...])
        switch turn.withLock({ _ in writeSome(rest) }) {
        case .wrote(let count): taken += count
        case .full: if !waitForRoom(patience) { return taken }
        // Nobody will ever read them: a log that fails may not stop what it tells of.
        case .failed: return bytes.count
        }
      }
      return taken
    }
  }

  private enum Outcome {
    case wrote(Int)
    case full
    case failed
  }

  /// A descriptor that is ready takes a PIPE_BUF in one piece without blocking, so a loop may write that much even to
  /// a pipe whose reader has fallen asleep.
  private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    guard isFile || waitForRoom(.zero) else { return .full }
    let written = write(descriptor, bytes.baseAddress, isFile ? bytes.count : DescriptorSink.wholeLines(in: bytes))
    if written > 0 { return .wrote(written) }
    switch errno {
    case EINTR: return .wrote(0)
    case EAGAIN: return .full
    default: return .failed
    }
  }

  private func waitForRoom(_ patience: Duration) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, Int32(clamping: patience.nanoseconds / 1_000_000)) > 0
  }

  /// As many lines as fit into one PIPE_BUF, at least one.
  private static func wholeLines(in bytes: UnsafeRawBufferPointer) -> Int {
    let piece = bytes.prefix(LogLine.maximumLength)
    if piece.count == bytes.count { return bytes.count }
    guard let end = piece.lastIndex(of: UInt8(ascii: "\n")) else { return piece.count }
    return end + 1
  }
}
