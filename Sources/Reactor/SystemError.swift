internal import Glibc

/// A system call that failed: its name and the `errno` it left behind.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  public let call: String
  public let code: Int32

  public init(call: StaticString, code: Int32) {
    self.call = call.description
    self.code = code
  }

  public var description: String {
    "\(call): \(String(cString: strerror(code)))"
  }
}

/// Runs a system call again while a signal interrupts it; the one place that knows of `EINTR`.
@discardableResult
public func system<Result: FixedWidthInteger>(
  _ name: StaticString, _ call: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = call()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError(call: name, code: errno) }
  }
}
