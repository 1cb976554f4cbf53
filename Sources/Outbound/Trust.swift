/// Whose signature under a server's certificate counts.
public enum Trust: Hashable, Sendable {
  /// The certificate authorities Debian knows.
  case system
  /// Those in this PEM file, and no others.
  case file(String)
}
