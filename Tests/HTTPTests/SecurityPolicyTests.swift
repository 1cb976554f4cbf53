import HTTP
import Testing

/// The headers that every answer carries.
struct SecurityPolicyTests {
  private func lines(_ policy: SecurityPolicy) -> [String] {
    String(decoding: policy.block, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  @Test func `the strict policy, line by line`() {
    #expect(
      lines(.strict) == [
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: same-origin",
        "Cross-Origin-Opener-Policy: same-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      ])
  }

  @Test func `every line ends as a header line does`() {
    for policy in [SecurityPolicy.strict, .strict.framed(by: .sameOrigin), .strict.framed(by: .anyone)] {
      let text = String(decoding: policy.block, as: UTF8.self)
      #expect(text.utf8.suffix(2).elementsEqual("\r\n".utf8))
      #expect(
        text.utf8.count { $0 == 10 } == lines(policy).count && text.utf8.count { $0 == 13 } == lines(policy).count)
    }
  }

  @Test func `nothing inline is allowed, whatever is changed`() {
    let policy = SecurityPolicy.strict.framed(by: .anyone).allowingStyle(sha256: [UInt8](repeating: 0, count: 32))
    #expect(!lines(policy).contains { $0.contains("unsafe") })
  }

  @Test func `a style sheet may be admitted by its digest`() {
    let digest = Array(UInt8(0)..<32)
    let policy = SecurityPolicy.strict.allowingStyle(sha256: digest).allowingStyle(sha256: Array(digest.reversed()))
    #expect(
      lines(policy)[0].contains(
        "style-src 'self' 'sha256-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' "
          + "'sha256-Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=';"))
  }

  @Test func `who may frame a page`() {
    let own = lines(.strict.framed(by: .sameOrigin))
    #expect(own[0].hasSuffix("frame-ancestors 'self'") && own.contains("X-Frame-Options: SAMEORIGIN"))
    let any = lines(.strict.framed(by: .anyone))
    #expect(any[0].hasSuffix("frame-ancestors *") && !any.contains { $0.hasPrefix("X-Frame") })
    #expect(SecurityPolicy.strict.framed(by: .nobody) == .strict)
  }
}
