/// What files are, by the end of their name, and which of it is worth compressing.
enum MediaTypes {
  static func type(ofFile name: String) -> String {
    let end = name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
    return byEnding[end] ?? "application/octet-stream"
  }

  /// Whether content of that type is text in some clothing; pictures and fonts are compressed already.
  static func isText(_ type: some Collection<UInt8>) -> Bool {
    let name = type.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
    if name.starts(with: "text/".utf8) { return true }
    return name.isOne(of: textual) || name.isSuffixed("+json") || name.isSuffixed("+xml")
  }

  private static let textual = ["application/json", "application/javascript", "application/xml", "application/wasm"]

  private static let byEnding = [
    "css": "text/css; charset=utf-8", "html": "text/html; charset=utf-8", "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8", "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg",
    "jpg": "image/jpeg", "js": "text/javascript; charset=utf-8", "json": "application/json",
    "map": "application/json", "mjs": "text/javascript; charset=utf-8", "otf": "font/otf", "pdf": "application/pdf",
    "png": "image/png", "svg": "image/svg+xml", "ttf": "font/ttf", "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm", "webmanifest": "application/manifest+json", "webp": "image/webp",
    "woff": "font/woff", "woff2": "font/woff2", "xml": "application/xml",
  ]
}

extension Collection<UInt8> {
  fileprivate func isOne(of names: [String]) -> Bool {
    names.contains { elementsEqual($0.utf8) }
  }

  fileprivate func isSuffixed(_ suffix: String) -> Bool {
    self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
