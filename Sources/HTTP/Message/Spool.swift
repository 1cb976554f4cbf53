internal import Glibc

/// What is too long to lie in memory, on its way to somebody: a file without a name, which goes with the last who needs
/// it. Opening and writing block.
public struct Spool: Sendable {
  public let descriptor: OpenDescriptor

  /// Why nothing can be put aside, by the number of the system's error.
  public struct Refusal: Error, CustomStringConvertible {
    public let code: Int32

    public var description: String { "no temporary file: \(String(cString: strerror(code)))" }
  }

  /// `folder` is where the system keeps what is temporary, unless it is said.
  public init(in folder: String? = nil) throws(Refusal) {
    let folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/calento-XXXXXX".utf8CString)
    let number = mkstemp(&path)
    guard number >= 0 else { throw Refusal(code: errno) }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    unlink(path)
    descriptor = OpenDescriptor(owning: number)
  }

  /// Puts bytes behind so many others.
  public func write(_ bytes: [UInt8], at offset: Int64) throws(Refusal) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { room in
        pwrite(descriptor.number, room.baseAddress.map { $0 + written }, room.count - written, Int(offset) + written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Refusal(code: count < 0 ? errno : EIO) }
      written += count
    }
  }

  /// Its first bytes, for a response.
  public func file(of count: Int64) -> File { File(descriptor, offset: 0, count: count) }
}
