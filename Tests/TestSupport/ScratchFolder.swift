internal import FoundationEssentials
internal import Glibc

/// A folder for one test, removed with the last reference.
public final class ScratchFolder: Sendable {
  public let path: String

  public init() {
    var template = Array("/tmp/calento-scratch-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no scratch folder to be had")
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    // A database that runs as somebody else must be able to pass through.
    chmod(path, 0o755)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  public func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  public func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }
}
