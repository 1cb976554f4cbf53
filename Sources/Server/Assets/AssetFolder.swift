internal import COpenSSL
internal import Glibc

/// The files of a folder that may be served: regular, plainly named, not hidden, and not out of the folder by a link.
struct AssetFolder {
  struct Entry: Equatable {
    /// From the folder, with slashes.
    let path: String
    let size: Int64
    /// In nanoseconds since 1970.
    let modified: Int64
  }

  /// Without a slash at its end, links resolved.
  let root: String

  /// A site has hundreds; more than this is some other folder given by mistake.
  private static let fileLimit = 10_000
  private static let depthLimit = 16

  init(_ path: String) throws(ServerError) {
    guard let resolved = AssetFolder.resolved(path) else {
      throw ServerError("there is no folder \(path) to serve files from")
    }
    root = resolved
  }

  /// All files, in order of their paths.
  func scan() throws(ServerError) -> [Entry] {
    var entries: [Entry] = []
    try scan("", depth: 0, into: &entries)
    return entries.sorted { $0.path < $1.path }
  }

  private func scan(_ folder: String, depth: Int, into entries: inout [Entry]) throws(ServerError) {
    guard depth < AssetFolder.depthLimit else { throw ServerError("\(root)/\(folder): folders nest too deeply") }
    for name in try names(in: folder) where AssetFolder.isPlain(name) {
      let path = folder + name
      var status = stat()
      guard lstat("\(root)/\(path)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        try scan(path + "/", depth: depth + 1, into: &entries)
      case S_IFREG:
        entries.append(Entry(path, status))
      case S_IFLNK where isWithin(path):
        if stat("\(root)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG {
          entries.append(Entry(path, status))
        }
      default: break
      }
      guard entries.count <= AssetFolder.fileLimit else { throw ServerError("\(root) holds too many files to serve") }
    }
  }

  private func names(in folder: String) throws(ServerError) -> [String] {
    guard let stream = opendir("\(root)/\(folder)") else {
      throw ServerError("cannot read the folder \(root)/\(folder): \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { names.append(String(cString: $0)) }
      }
    }
    return names
  }

  /// Letters, digits, `-`, `_` and dots that do not stand first: names that look the same in an address, so that an
  /// address is looked up as it came and nothing in it is ever decoded or opened.
  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, first != UInt8(ascii: ".") else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
  }

  private func isWithin(_ path: String) -> Bool {
    AssetFolder.resolved("\(root)/\(path)")?.hasPrefix(root + "/") ?? false
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension AssetFolder.Entry {
  fileprivate init(_ path: String, _ status: stat) {
    self.init(
      path: path, size: Int64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }
}

/// SHA-256 as hexadecimal digits.
struct ContentHash {
  private let context: OpaquePointer

  init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("OpenSSL has no memory for a digest")
    }
    self.context = context
  }

  func add(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// The first `length` digits; once.
  func finished(length: Int) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    EVP_MD_CTX_free(context)
    var digits: [UInt8] = []
    for byte in digest {
      for digit in [byte >> 4, byte & 15] { digits.append(digit < 10 ? 48 + digit : 87 + digit) }
    }
    return String(decoding: digits.prefix(length), as: UTF8.self)
  }
}
