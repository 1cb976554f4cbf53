import Testing

@testable import Web

@Suite struct BrowserNameTests {
  @Test(arguments: [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
    (
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "Chrome, Linux"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
      "Edge, Windows"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari, iPhone"
    ),
    (
      "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"
    ),
    ("curl/8.5.0", "curl"), ("Mozilla/5.0", nil), ("", nil), ("/", nil),
    (String(repeating: "x", count: 512), String(repeating: "x", count: 40)),
  ])
  func `a program is called by its name and the system it runs on`(agent: String, name: String?) {
    #expect(BrowserName.told(by: agent) == name)
  }
}
