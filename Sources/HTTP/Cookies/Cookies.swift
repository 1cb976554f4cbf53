/// The cookies a client sent (RFC 6265 5.4), by name.
public struct Cookies: Sendable {
  private var pairs: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []

  /// How many cookies are looked at: browsers keep about as many for a site.
  public static let limit = 100

  /// The cookies in all `Cookie` fields.
  static func parse(_ headers: Headers) -> Cookies {
    var cookies = Cookies()
    for field in headers.allBytes(.cookie) { cookies.read(field) }
    return cookies
  }

  public static func parse(_ bytes: ArraySlice<UInt8>) -> Cookies {
    var cookies = Cookies()
    cookies.read(bytes)
    return cookies
  }

  private mutating func read(_ field: ArraySlice<UInt8>) {
    for pair in field.split(separator: Byte.semicolon) {
      guard pairs.count < Cookies.limit, let cut = pair.firstIndex(of: Byte.equals) else { continue }
      let name = pair[..<cut].trimmed
      if !name.isEmpty { pairs.append((name, Cookies.unquoted(pair[(cut + 1)...].trimmed))) }
    }
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard value.count >= 2, value.first == Byte.quote, value.last == Byte.quote else { return value }
    return value.dropFirst().dropLast()
  }

  public var count: Int { pairs.count }

  /// The value of the first cookie of that name: the one with the closest path.
  public subscript(name: String) -> String? {
    pairs.first { $0.name.elementsEqual(name.utf8) }.map { String(decodingText: $0.value) }
  }
}
