import HTTP
import TestSupport
import Testing

@testable import Operations
@testable import Web

@Suite struct SessionCookieTests {
  @Test(arguments: [true, false])
  func `the cookie of a session is no script's, and over TLS no other host's and way's`(isSecure: Bool) throws {
    let cookie = try #require(SessionCookie(isSecure: isSecure).keeping(SessionToken(text: "a.b.c"))).text
    #expect(cookie.hasPrefix((isSecure ? "__Host-calento" : "calento") + "=a.b.c; Path=/; Max-Age=7776000; "))
    #expect(cookie.contains("; Secure") == isSecure)
    #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && !cookie.contains("Domain"))
    let removal = try #require(SessionCookie(isSecure: isSecure).removal).text
    #expect(removal.contains("Max-Age=0") && removal.contains("; Secure") == isSecure)
  }
}
