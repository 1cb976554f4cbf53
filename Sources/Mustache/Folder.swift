import FoundationEssentials
import Glibc

/// The files of a folder of templates, as they were at one moment.
struct Folder: Equatable, Sendable {
  struct File: Equatable, Sendable {
    /// From the folder on: `guest/booking.mustache`.
    let path: String
    /// Without folder and extension: `guest/booking`, or `vi` for words.
    let name: String
    let isWords: Bool
    private let stamp: Stamp

    fileprivate init?(_ path: String, in folder: String) {
      self.path = path
      if let name = path.between("", ".mustache") {
        (self.name, isWords) = (name, false)
      } else if let name = path.between("locales/", ".json"), !name.contains("/") {
        (self.name, isWords) = (name, true)
      } else {
        return nil
      }
      guard let stamp = Stamp("\(folder)/\(path)") else { return nil }
      self.stamp = stamp
    }
  }

  /// What changes when a file is written or replaced.
  private struct Stamp: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let bytes: Int
    let inode: UInt

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
      bytes = Int(status.st_size)
      inode = UInt(status.st_ino)
    }
  }

  let path: String
  let files: [File]

  init(_ path: String) throws(Fault) {
    self.path = path
    do {
      // With the slash a link to a folder is followed.
      let paths = try FileManager.default.subpathsOfDirectory(atPath: path + "/")
      files = paths.sorted().compactMap { File($0, in: path) }
    } catch {
      throw Folder.fault(path, "the folder of templates cannot be read")
    }
  }

  func read(_ file: File) throws(Fault) -> Source {
    let path = "\(path)/\(file.path)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Folder.fault(path, "the file cannot be read")
    }
    return try Source(name: file.name, file: path, bytes: Array(data))
  }

  private static func fault(_ path: String, _ sentence: String) -> Fault {
    Fault(name: path, file: path, line: 1, column: 1, text: "", sentence: sentence)
  }
}

extension String {
  /// What is left without this beginning and this end, if it has both and anything between.
  fileprivate func between(_ beginning: String, _ end: String) -> String? {
    guard hasPrefix(beginning), hasSuffix(end), count > beginning.count + end.count else { return nil }
    return String(dropFirst(beginning.count).dropLast(end.count))
  }
}
