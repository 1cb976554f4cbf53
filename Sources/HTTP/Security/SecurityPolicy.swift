/// The headers that tell a browser what a page may do, rendered once. Every response carries one; without a word the
/// strict one.
public struct SecurityPolicy: Sendable, Equatable {
  /// Who may show the page in a frame.
  public enum Framing: Sendable, Equatable {
    case nobody
    case sameOrigin
    /// For pages made to be embedded in other people's sites.
    case anyone
  }

  public let framing: Framing
  private let styleHashes: [String]
  /// The header lines, as they are sent.
  public let block: [UInt8]

  private init(framing: Framing, styleHashes: [String]) {
    self.framing = framing
    self.styleHashes = styleHashes
    block = SecurityPolicy.render(framing, styleHashes)
  }

  /// Nothing inline, nothing from elsewhere, no frames.
  public static let strict = SecurityPolicy(framing: .nobody, styleHashes: [])

  /// The same policy that also admits the inline style sheet with this SHA-256 digest (32 bytes).
  public func allowingStyle(sha256 digest: [UInt8]) -> SecurityPolicy {
    precondition(digest.count == 32, "a SHA-256 digest has 32 bytes")
    return SecurityPolicy(framing: framing, styleHashes: styleHashes + ["'sha256-\(Base64.text(digest))'"])
  }

  public func framed(by framing: Framing) -> SecurityPolicy {
    SecurityPolicy(framing: framing, styleHashes: styleHashes)
  }

  private static func render(_ framing: Framing, _ styleHashes: [String]) -> [UInt8] {
    let styles = (["'self'"] + styleHashes).joined(separator: " ")
    let (ancestors, frameOptions) =
      switch framing {
      case .nobody: ("'none'", "X-Frame-Options: DENY\r\n")
      case .sameOrigin: ("'self'", "X-Frame-Options: SAMEORIGIN\r\n")
      case .anyone: ("*", "")
      }
    let content =
      "default-src 'none'; script-src 'self'; style-src \(styles); img-src 'self'; font-src 'self'; "
      + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors \(ancestors)"
    return Array(
      """
      Content-Security-Policy: \(content)\r
      X-Content-Type-Options: nosniff\r
      \(frameOptions)Referrer-Policy: same-origin\r
      Cross-Origin-Opener-Policy: same-origin\r
      Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r

      """.utf8)
  }
}
