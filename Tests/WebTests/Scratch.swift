import FoundationEssentials

/// A copy of a folder to spoil, gone with the test.
final class Scratch {
  let path: String

  init(copyOf folder: String) throws {
    path = FileManager.default.temporaryDirectory.path + "/calento-\(UInt64.random(in: 0 ... .max))"
    // A copy of a link would be the folder itself.
    try FileManager.default.copyItem(atPath: URL(filePath: folder).resolvingSymlinksInPath().path, toPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func read(_ file: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }

  func write(_ file: String, _ text: String) throws {
    try text.write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
  }
}
