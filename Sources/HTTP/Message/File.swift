internal import Glibc

/// A stretch of an open file. The descriptor is shared by all copies and closed with the last of them.
public struct File: Sendable {
  public let descriptor: OpenDescriptor
  public let offset: Int64
  public let count: Int64

  public init(_ descriptor: OpenDescriptor, offset: Int64, count: Int64) {
    precondition(offset >= 0 && count >= 0, "a stretch of a file starts at or after its beginning")
    self.descriptor = descriptor
    self.offset = offset
    self.count = count
  }

  /// Part of this stretch.
  public func part(_ range: Range<Int64>) -> File {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a part lies within its whole")
    return File(descriptor, offset: offset + range.lowerBound, count: Int64(range.count))
  }
}

/// A file descriptor that closes itself when nobody needs it any more.
public final class OpenDescriptor: Sendable {
  public let number: Int32

  /// Takes over an open descriptor.
  public init(owning number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }
}
