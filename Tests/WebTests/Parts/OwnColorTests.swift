import Crypto
import HTTP
import Testing

@testable import Web

@Suite struct OwnColorTests {
  private func policy(_ color: OwnColor) -> String { String(decoding: color.policy.block, as: UTF8.self) }

  @Test func `a link's colour is one style element, and its digest stands in the policy`() {
    let color = OwnColor("#7a4bb0")
    #expect(color.element == "<style>:root{--own:#7a4bb0}</style>")
    let digest = Base64.padded.encode(SHA256.hash(":root{--own:#7a4bb0}".utf8).bytes)
    #expect(policy(color).contains("style-src 'self' 'sha256-\(digest)';"))
  }

  @Test(arguments: [OwnColor.house, "", "red", "#fff", "#7A4BB0", "#12345g", "#123456}", "#123456;color:red"])
  func `the house's colour, and what is none, needs no element`(color: String) {
    #expect(OwnColor(color).element == nil)
    #expect(policy(OwnColor(color)) == String(decoding: SecurityPolicy.strict.block, as: UTF8.self))
  }

  @Test func `the entries of a list each have their own`() {
    let color = OwnColor(ofEntries: ["#7a4bb0", OwnColor.house, "#a8511d"], in: ".service")
    #expect(color.element == "<style>.service:nth-child(1){--own:#7a4bb0}.service:nth-child(3){--own:#a8511d}</style>")
  }
}
