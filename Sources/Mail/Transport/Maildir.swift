internal import Glibc
public import Reactor

/// Puts letters into a folder, a file each, where mail programs find them: for trying out, for tests, and for whoever
/// sends on from there. Written in `tmp`, moved to `new` when all of it is on the disk.
public struct Maildir: Transport {
  public let name = "maildir"
  public let knowsRepeats = true

  private let folder: String
  private let pool: BlockingPool

  public init(folder: String, pool: BlockingPool) {
    self.folder = folder
    self.pool = pool
  }

  public func deliver(_ parcel: Parcel) async throws -> Delivery {
    do {
      return try await pool.run { [folder] in
        do throws(MaildirFailure) {
          return .accepted(id: try MaildirFolder(path: folder).put(parcel))
        } catch {
          return .closed(error.description)
        }
      }
    } catch is PoolFull {
      return .closed("too much is under way on this server")
    }
  }
}

/// What the disk said.
struct MaildirFailure: Error, CustomStringConvertible {
  let description: String

  init(_ call: StaticString, _ path: String) {
    description = "\(call) \(path): \(String(cString: strerror(errno)))"
  }
}

/// The folder itself; everything here blocks.
struct MaildirFolder {
  let path: String

  /// The name of the file, which is made of the message's id alone: whoever delivers the message again meets the same
  /// name, and a file is never put over another.
  func put(_ parcel: Parcel) throws(MaildirFailure) -> String {
    let name = "\(Fingerprint(parcel.id.description).text).calento"
    if parcel.isRepeat, try wasRead(name) { return name }
    let draft = "\(path)/tmp/\(name).\(getpid()).\(pthread_self())"
    defer { unlink(draft) }
    try write(parcel.bytes, to: draft)
    let target = "\(path)/new/\(name)"
    guard link(draft, target) == 0 || errno == EEXIST else { throw MaildirFailure("link", target) }
    try settle("\(path)/new")
    return name
  }

  /// Whether a mail program has taken it over meanwhile; it then stands in `cur` with its flags behind the name.
  private func wasRead(_ name: String) throws(MaildirFailure) -> Bool {
    guard let entries = opendir("\(path)/cur") else {
      if errno == ENOENT { return false }
      throw MaildirFailure("opendir", "\(path)/cur")
    }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let found = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { strncmp($0, name, name.utf8.count) == 0 }
      }
      if found { return true }
    }
    return false
  }

  private func write(_ bytes: [UInt8], to draft: String) throws(MaildirFailure) {
    var file = open(draft, Self.writing, Self.readableByOwner)
    if file < 0, errno == ENOENT {
      try makeFolders()
      file = open(draft, Self.writing, Self.readableByOwner)
    }
    guard file >= 0 else { throw MaildirFailure("open", draft) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw MaildirFailure("write", draft) }
      rest = rest.dropFirst(count)
    }
    guard fsync(file) == 0 else { throw MaildirFailure("fsync", draft) }
  }

  /// Makes sure that the new name outlives a loss of power.
  private func settle(_ folder: String) throws(MaildirFailure) {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw MaildirFailure("open", folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw MaildirFailure("fsync", folder) }
  }

  /// Why nothing could be written here, or nil; nothing is made.
  var obstacle: String? {
    var part = path[...]
    while true {
      let folder = part.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(part)
      var info = stat()
      if stat(folder, &info) == 0 {
        if info.st_mode & S_IFMT != S_IFDIR { return "\(folder) is no folder" }
        return access(folder, W_OK | X_OK) == 0 ? nil : MaildirFailure("access", folder).description
      }
      guard errno == ENOENT, !part.isEmpty else { return MaildirFailure("stat", folder).description }
      part = part.lastIndex(of: "/").map { part[..<$0] } ?? ""
    }
  }

  private func makeFolders() throws(MaildirFailure) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
    var parent = String(parts.removeFirst())
    for part in parts where !part.isEmpty {
      if !parent.isEmpty { try make(parent) }
      parent += "/\(part)"
    }
    if !parent.isEmpty { try make(parent) }
    for part in ["tmp", "new", "cur"] { try make("\(path)/\(part)") }
  }

  private func make(_ folder: String) throws(MaildirFailure) {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw MaildirFailure("mkdir", folder) }
  }

  private static let writing = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
  private static let readableByOwner: mode_t = 0o600
}
