internal import FoundationEssentials
internal import Glibc

/// Where things lie: the checkout these tests were built from, and the programs built beside them.
public enum Checkout {
  /// The folder that holds `Package.swift`.
  public static let root: String = {
    let here = realpath(#filePath, nil).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    }
    let folders = (here ?? #filePath).split(separator: "/").dropLast(3)
    return "/" + folders.joined(separator: "/")
  }()

  /// A program of this package, built with the tests.
  public static func program(_ name: String) -> String {
    let folders = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folders + [Substring(name)]).joined(separator: "/")
  }
}

extension Checkout {
  /// The text of a file of the repository.
  public static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }
}
