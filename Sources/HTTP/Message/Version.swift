/// The protocol version a request speaks.
public enum Version: Sendable, Hashable {
  case http10
  case http11
}

/// How the client reached us.
public enum Scheme: String, Sendable, Hashable {
  case http
  case https

  var defaultPort: Int { self == .http ? 80 : 443 }
}
