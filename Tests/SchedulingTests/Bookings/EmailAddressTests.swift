import Scheduling
import Testing

@Suite struct EmailAddressTests {
  @Test(arguments: [
    "ada@example.com", "ada.lovelace+calls@mail.example.co.uk", "o'brien@example.com", "用户@例え.jp", "a@localhost",
    "1@2.de", "x_y-z@ex-ample.com", "đặng@ví-dụ.vn",
  ])
  func `an address people have is one`(_ text: String) {
    #expect(EmailAddress(text)?.text == text)
  }

  @Test func `blanks around it are dropped`() {
    #expect(EmailAddress(" \tada@example.com\u{A0}\n")?.text == "ada@example.com")
  }

  @Test func `large and small letters make no other address`() {
    #expect(EmailAddress("Ada@Example.COM")?.folded == EmailAddress("ada@example.com")?.folded)
  }

  @Test(arguments: [
    "", "ada", "@example.com", "ada@", "ada@@example.com", "ada@ex@ample.com", "ada example@example.com",
    ".ada@example.com", "ada.@example.com", "a..da@example.com", "ada@.example.com", "ada@example.com.",
    "ada@example..com", "ada@-example.com", "ada@example-.com", "ada@exa_mple.com", "<ada@example.com>",
    "Ada <ada@example.com>", "ada@example.com, bob@example.com", "\"ada\"@example.com", "ada@[192.0.2.1]",
    "ada\r\nBcc: eve@example.com@example.com", "ada\n@example.com", "ada\u{0}@example.com", "ada@exa\u{0}mple.com",
    "ada\u{2028}@example.com", "a(b)@example.com", "ada@\u{93E}example.com", "ada@example.\u{93E}com",
  ])
  func `what no letter reaches is none`(_ text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func `lengths are bounded as mail bounds them`() {
    let local = String(repeating: "a", count: 64)
    let label = String(repeating: "b", count: 63)
    #expect(EmailAddress("\(local)@\(label).com") != nil)
    #expect(EmailAddress("a\(local)@example.com") == nil)
    #expect(EmailAddress("ada@b\(label).com") == nil)
    #expect(EmailAddress("\(local)@\(label).\(label).\(label).com") == nil)
  }
}
