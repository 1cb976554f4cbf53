import Glibc

/// A folder for the length of a test.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/server-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    TemporaryFolder.remove(path)
  }

  func write(_ name: String, _ bytes: [UInt8]) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  func write(_ name: String, _ text: String) {
    write(name, Array(text.utf8))
  }

  /// Sets when the file was changed, in seconds since 1970.
  func touch(_ name: String, _ seconds: Int) {
    var times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
    utimes("\(path)/\(name)", &times)
  }

  func link(_ name: String, to target: String) {
    symlink(target, "\(path)/\(name)")
  }

  private static func remove(_ path: String) {
    guard let folder = opendir(path) else {
      unlink(path)
      return
    }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let child = "\(path)/\(name)"
      var status = stat()
      guard name != ".", name != "..", lstat(child, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { remove(child) } else { unlink(child) }
    }
    closedir(folder)
    rmdir(path)
  }
}
