/// What another server answered.
public struct HTTPAnswer: Sendable {
  /// Where the answer came from, after all redirects.
  public let address: WebAddress
  public let status: Int
  public let headers: [HTTPHeader]
  public let body: [UInt8]

  /// The first header of this name, in any case.
  public func header(_ name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }

  /// The headers of the last answer among these lines: interim answers (100, 103) come before it.
  static func headers(_ lines: [[UInt8]]) -> [HTTPHeader] {
    let start = lines.lastIndex { $0.starts(with: "HTTP/".utf8) } ?? 0
    return lines[start...].dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      return HTTPHeader(received: text(line[..<colon]), text(line[(colon + 1)...]))
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
