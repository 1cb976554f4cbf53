/// The cookies a client sent (RFC 6265 5.4), by name. Nothing is read before it is asked for.
public struct Cookies: Sendable {
  private let fields: [ArraySlice<UInt8>]

  /// The cookies in these `Cookie` fields; HTTP/1.1 clients send one.
  init(_ fields: [ArraySlice<UInt8>]) {
    self.fields = fields
  }

  public static func parse(_ bytes: ArraySlice<UInt8>) -> Cookies {
    Cookies([bytes])
  }

  /// The value of the first cookie of that name: browsers put the one with the closest path in front.
  public subscript(name: String) -> String? {
    for field in fields {
      var rest = field
      while let pair = Cookies.next(in: &rest) {
        if pair.name.elementsEqual(name.utf8) { return String(decodingText: pair.value) }
      }
    }
    return nil
  }

  /// All of them, in order.
  public var all: [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for field in fields {
      var rest = field
      while let pair = Cookies.next(in: &rest) {
        found.append((String(decodingText: pair.name), String(decodingText: pair.value)))
      }
    }
    return found
  }

  /// Takes the next pair off the front; what is no pair is passed over.
  private static func next(in rest: inout ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    while !rest.isEmpty {
      let end = rest.firstIndex(of: Byte.semicolon) ?? rest.endIndex
      let pair = rest[..<end]
      rest = rest[end...].dropFirst()
      guard let cut = pair.firstIndex(of: Byte.equals) else { continue }
      let name = pair[..<cut].trimmed
      if !name.isEmpty { return (name, unquoted(pair[(cut + 1)...].trimmed)) }
    }
    return nil
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard value.count >= 2, value.first == Byte.quote, value.last == Byte.quote else { return value }
    return value.dropFirst().dropLast()
  }
}
