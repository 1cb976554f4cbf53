/// What can be read of a head that as a whole can't be taken: how its sender likes to be answered. Nothing is made of
/// the rest.
enum HeadGlimpse {
  private static let names: [FieldName] = [.accept, .acceptLanguage]
  /// In bytes: where a browser's fields are by all means.
  private static let reach = 64 * 1024

  static func headers(in bytes: UnsafeBufferPointer<UInt8>) -> Headers {
    var headers = Headers()
    // The first line is the request's own.
    for line in bytes.prefix(reach).split(separator: Byte.lineFeed, omittingEmptySubsequences: false).dropFirst() {
      if line.isEmpty || line.first == Byte.carriageReturn { break }
      guard let (name, value) = field(line), !headers.contains(name) else { continue }
      headers.add(name, value)
    }
    return headers
  }

  private static func field(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> (FieldName, String)? {
    guard let colon = line.firstIndex(of: Byte.colon),
      let name = names.first(where: { line[..<colon].equalsIgnoringCase($0.text.utf8) })
    else { return nil }
    let value = line[(colon + 1)...].drop { $0 == Byte.space }.prefix { $0 != Byte.carriageReturn }
    guard value.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    return (name, String(decoding: value, as: UTF8.self))
  }
}
