internal import Glibc
internal import HTTP

/// One file as it was when the folder was indexed: its content hash and the bodies it is sent as.
struct AssetFile {
  let entry: AssetFolder.Entry
  /// SHA-256, the first 128 bits.
  let hash: String
  let plain: Body
  /// gzip or Brotli, best first.
  let coded: [(coding: String, body: Body)]

  /// Up to this many bytes a file is kept in memory; beyond, the kernel sends it from its own cache.
  static let memoryLimit = 16 * 1024
  /// Up to this many bytes a text is compressed at start, so that a start stays quick.
  private static let compressedLimit = 1024 * 1024

  /// `memory` is what all files together may still keep in memory, in bytes.
  init(
    _ entry: AssetFolder.Entry, in folder: AssetFolder, codedBeside: Set<String>, memory: inout Int
  ) throws(ServerError) {
    let path = "\(folder.root)/\(entry.path)"
    let file = try AssetFile.open(path)
    let bytes = try AssetFile.read(file, path, count: Int(file.count))
    self.entry = entry
    let digest = ContentHash()
    bytes.withUnsafeBytes { digest.add($0) }
    hash = digest.finished(length: 32)
    plain = bytes.count <= min(AssetFile.memoryLimit, memory) ? .bytes(bytes) : .file(file)
    coded = memory > 0 ? try AssetFile.coded(bytes, path, entry, codedBeside) : []
    for case .bytes(let kept) in [plain] + coded.map(\.body) { memory -= kept.count }
  }

  /// The siblings `x.br` and `x.gz` where somebody has made them, else gzip of our own for text.
  private static func coded(
    _ bytes: [UInt8], _ path: String, _ entry: AssetFolder.Entry, _ beside: Set<String>
  ) throws(ServerError) -> [(coding: String, body: Body)] {
    var coded: [(coding: String, body: Body)] = []
    if beside.contains(entry.path + ".br") { coded.append(("br", try body(path + ".br"))) }
    if beside.contains(entry.path + ".gz") {
      coded.append(("gzip", try body(path + ".gz")))
    } else if bytes.count >= ContentCoding.shortest, bytes.count <= compressedLimit,
      MediaTypes.isText(MediaTypes.type(ofFile: entry.path).utf8)
    {
      let compressed = Gzip(level: Gzip.thorough).compress(bytes)
      if compressed.count < bytes.count { coded.append(("gzip", .bytes(compressed))) }
    }
    return coded
  }

  private static func body(_ path: String) throws(ServerError) -> Body {
    let file = try open(path)
    return file.count <= Int64(memoryLimit) ? .bytes(try read(file, path, count: Int(file.count))) : .file(file)
  }

  private static func open(_ path: String) throws(ServerError) -> File {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ServerError("cannot open \(path): \(String(cString: strerror(errno)))") }
    let owned = OpenDescriptor(owning: descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ServerError("\(path) is not a file any more")
    }
    return File(owned, offset: 0, count: Int64(status.st_size))
  }

  private static func read(_ file: File, _ path: String, count: Int) throws(ServerError) -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(file.descriptor.number, buffer.baseAddress.map { $0 + filled }, count - filled, filled)
        if got <= 0 { return }
        filled += got
      }
    }
    guard bytes.count == count else { throw ServerError("cannot read all of \(path)") }
    return bytes
  }
}
