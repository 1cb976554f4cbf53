internal import CCurl

/// libcurl's own address parser: what it reads is what libcurl connects to. Two parsers that disagree about where the
/// host ends are how address checks get passed by.
final class AddressParser {
  private let handle: OpaquePointer

  init() {
    guard let handle = curl_url() else { fatalError("no memory for an address") }
    self.handle = handle
  }

  deinit {
    curl_url_cleanup(handle)
  }

  /// The first address has to be whole; a further one is taken relative to the one before.
  func read(_ text: String, _ flags: Int32 = 0) -> CURLUcode {
    guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return CURLUE_MALFORMED_INPUT }
    return curl_url_set(handle, CURLUPART_URL, text, UInt32(flags))
  }

  func drop(_ part: CURLUPart) {
    curl_url_set(handle, part, nil, 0)
  }

  func part(_ part: CURLUPart, _ flags: Int32 = 0) -> String? {
    var found: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &found, UInt32(flags)) == CURLUE_OK, let found else { return nil }
    defer { curl_free(found) }
    return String(validatingCString: found)
  }
}
