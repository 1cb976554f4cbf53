import QR
import Testing

@Suite struct QRCodeTests {
  @Test(arguments: [("A", 21), ("https://book.example.com/lan/intro-call", 29)])
  func `a longer text makes a larger square`(text: String, side: Int) throws {
    #expect(try #require(QRCode(text)).side == side)
  }

  @Test func `an empty text, and one that no symbol holds, make none`() {
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "a", count: QRCode.longestText)) != nil)
    #expect(QRCode(String(repeating: "a", count: QRCode.longestText + 1)) == nil)
  }

  @Test func `three corners hold the square within a square by which cameras find a code`() throws {
    let code = try #require(QRCode("https://book.example.com/lan"))
    for (top, left) in [(0, 0), (0, code.side - 7), (code.side - 7, 0)] {
      for row in 0..<7 {
        for column in 0..<7 {
          let ring = max(abs(row - 3), abs(column - 3))
          #expect(code[row: top + row, column: left + column] == (ring != 2))
        }
      }
    }
  }
}
