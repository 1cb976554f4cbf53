/// What a request wants done; the well-known ones by name, any other token as it came.
public struct Method: Hashable, Sendable, CustomStringConvertible {
  private let kind: Kind

  private enum Kind: Hashable, Sendable {
    case get, head, post, put, patch, delete, options
    case other(String)
  }

  private init(_ kind: Kind) {
    self.kind = kind
  }

  public static let get = Method(.get)
  public static let head = Method(.head)
  public static let post = Method(.post)
  public static let put = Method(.put)
  public static let patch = Method(.patch)
  public static let delete = Method(.delete)
  public static let options = Method(.options)

  /// The method of that name, which is case-sensitive; nil for what is no token.
  public init?(_ name: String) {
    var name = name
    guard let method = name.withUTF8({ Method(token: $0) }) else { return nil }
    self = method
  }

  /// The method whose name these bytes are; nil for what is no token.
  init?(token: UnsafeBufferPointer<UInt8>) {
    for known in Method.known where token.elementsEqual(known.name.utf8) {
      self = known
      return
    }
    guard !token.isEmpty, ByteSet.token.containsAll(of: token) else { return nil }
    kind = .other(String(decoding: token, as: UTF8.self))
  }

  /// Those this server can do something with; the commonest first.
  static let known: [Method] = [.get, .post, .head, .put, .patch, .delete, .options]

  var isKnown: Bool {
    if case .other = kind { return false }
    return true
  }

  public var name: String {
    switch kind {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .other(let name): name
    }
  }

  /// Whether asking changes nothing (RFC 9110 9.2.1).
  public var isSafe: Bool { kind == .get || kind == .head || kind == .options }

  public var description: String { name }
}
