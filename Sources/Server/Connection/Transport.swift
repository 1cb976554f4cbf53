internal import Glibc

enum ReadOutcome: Equatable {
  case bytes(Int)
  /// Nothing there yet.
  case empty
  /// The peer has closed its side.
  case end
  case failed
}

enum WriteOutcome: Equatable {
  case wrote(Int)
  /// No room yet.
  case full
  case failed
}

/// A connected socket, with or without TLS on it.
struct Transport {
  let descriptor: Int32
  let tls: TLSSession?

  func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
    if let tls { return tls.read(into: buffer) }
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .end }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .empty
      default: return .failed
      }
    }
  }

  /// `hasMore` says that other bytes follow at once, so that the first need not leave on their own.
  func write(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> WriteOutcome {
    if let tls { return tls.write(bytes) }
    let flags = Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0)
    return Transport.outcome { send(descriptor, bytes.baseAddress, bytes.count, flags) }
  }

  /// Sends from an open file without a copy through the process. Not for TLS, which has to see the bytes.
  func sendFile(_ file: Int32, from offset: Int64, count: Int) -> WriteOutcome {
    var offset = off_t(offset)
    return Transport.outcome { sendfile(descriptor, file, &offset, count) }
  }

  /// Nothing more will be sent; the peer may go on.
  func endWriting() {
    tls?.sayGoodbye()
    shutdown(descriptor, Int32(SHUT_WR))
  }

  private static func outcome(_ call: () -> Int) -> WriteOutcome {
    while true {
      let count = call()
      // Nothing sent although there was something: a file that has shrunk since its length was told.
      if count == 0 { return .failed }
      if count > 0 { return .wrote(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .full
      default: return .failed
      }
    }
  }
}
