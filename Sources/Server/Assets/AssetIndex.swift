internal import HTTP

/// All that can be served from a folder, made once and never changed: request path to finished answers.
struct AssetIndex {
  /// Of all files together.
  let hash: String
  /// What the folder looked like.
  let entries: [AssetFolder.Entry]
  /// By path in the folder, for addresses with a hash.
  private var hashed: [ArraySlice<UInt8>: Asset] = [:]
  /// By request path, for the files at the top.
  private var unhashed: [ArraySlice<UInt8>: PreparedResponse] = [:]
  /// The longest of those paths, so that longer ones need not be looked up.
  private var longestUnhashed = 0

  private struct Asset {
    /// For the address of this very content.
    let lasting: PreparedResponse
    /// For the address of other content, by a page that is older or newer than we are.
    let passing: PreparedResponse
  }

  static let prefix = "/assets/"
  /// Of SHA-256, in digits: 64 bits, and nobody gains by a collision.
  private static let hashLength = 16

  /// The address names the content, so it may be kept for ever; a year is as long as caches go.
  private static let lasting = "public, max-age=31536000, immutable"
  /// Kept, but asked about each time.
  private static let passing = "no-cache"
  /// `/favicon.ico` and its like change seldom; an hour is a wait one can explain.
  private static let short = "public, max-age=3600"

  /// What all files together may keep in memory, in bytes: a site's worth, many times over.
  private static let memory = 32 * 1024 * 1024

  /// `isLive` is for folders that change while we look: nothing of them is to be kept unasked.
  init(_ folder: AssetFolder, _ entries: [AssetFolder.Entry], isLive: Bool) throws(ServerError) {
    self.entries = entries
    let paths = Set(entries.map(\.path))
    let digest = ContentHash()
    var memory = AssetIndex.memory
    for entry in entries where !AssetIndex.isCodedSibling(entry.path, paths) {
      let file = try AssetFile(entry, in: folder, codedBeside: paths, memory: &memory)
      digest.add("\(entry.path)\n\(file.hash)\n")
      let lasting = AssetIndex.response(file, isLive ? AssetIndex.passing : AssetIndex.lasting)
      let passing = AssetIndex.response(file, AssetIndex.passing)
      hashed[Array(entry.path.utf8)[...]] = Asset(lasting: lasting, passing: passing)
      if !entry.path.contains("/") {
        longestUnhashed = max(longestUnhashed, entry.path.utf8.count + 1)
        unhashed[Array("/\(entry.path)".utf8)[...]] =
          isLive ? passing : AssetIndex.response(file, AssetIndex.short)
      }
    }
    hash = digest.finished(length: AssetIndex.hashLength)
  }

  func address(of path: String) -> String? {
    hashed[Array(path.utf8)[...]] == nil ? nil : AssetIndex.prefix + hash + "/" + path
  }

  func find(_ path: ArraySlice<UInt8>) -> PreparedResponse? {
    guard path.starts(with: AssetIndex.prefix.utf8) else {
      return (2...max(2, longestUnhashed)).contains(path.count) ? unhashed[path] : nil
    }
    let rest = path.dropFirst(AssetIndex.prefix.utf8.count)
    guard rest.count > AssetIndex.hashLength else { return nil }
    let named = rest.prefix(AssetIndex.hashLength)
    guard named.allSatisfy(AssetIndex.isHexDigit), rest[named.endIndex] == UInt8(ascii: "/"),
      let asset = hashed[rest[(named.endIndex + 1)...]]
    else { return nil }
    return named.elementsEqual(hash.utf8) ? asset.lasting : asset.passing
  }

  private static func response(_ file: AssetFile, _ cacheControl: String) -> PreparedResponse {
    var response = Response(body: file.plain)
    response.headers.add(.contentType, MediaTypes.type(ofFile: file.entry.path))
    response.headers.add(.cacheControl, cacheControl)
    response.headers.add(.acceptRanges, "bytes")
    let validators = Validators(
      etag: ETag(file.hash), lastModified: HTTPDate(seconds: file.entry.modified / 1_000_000_000))
    return PreparedResponse(response, validators, coded: file.coded)
  }

  /// `x.css.gz` beside `x.css` is that file in another coding, not one of its own.
  private static func isCodedSibling(_ path: String, _ paths: Set<String>) -> Bool {
    guard path.hasSuffix(".gz") || path.hasSuffix(".br") else { return false }
    return paths.contains(String(path.dropLast(3)))
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
