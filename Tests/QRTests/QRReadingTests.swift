import QR
import Testing

/// What is drawn is read back by another reader.
@Suite struct QRReadingTests {
  private static func read(_ text: String) throws -> String {
    let code = try #require(QRCode(text))
    return try QRReader(svg: code.svg, margin: QRCode.margin).text()
  }

  @Test(arguments: [
    "A", "https://calento.example/lan/intro-call", "http://localhost:8080/demo/danh-gia-1-1",
    "otpauth://totp/Calento:lan%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Calento", "Đánh giá 👩🏽‍💻",
    "\u{0}",
  ])
  func `a text is read as it was written`(text: String) throws {
    #expect(try Self.read(text) == text)
  }

  @Test func `every length that an address may have is read, whatever pattern is laid over it`() throws {
    for length in 1...213 {
      let text = String((0..<length).map { Character(Unicode.Scalar(UInt8(33 + ($0 * 31 + length * 7) % 90))) })
      #expect(try Self.read(text) == text)
    }
  }

  @Test func `the reader sees when a drawing is spoilt`() throws {
    let svg = try #require(QRCode("https://calento.example/lan/intro-call")).svg
    let runs = svg.matches(of: /M\d+ \d+h1v1h-1z/)
    for run in [runs.first, runs[runs.count / 2], runs.last].compactMap(\.self) {
      #expect(throws: QRReader.Doubt.self) {
        try QRReader(svg: String(svg[..<run.range.lowerBound] + svg[run.range.upperBound...]), margin: QRCode.margin)
          .text()
      }
    }
  }
}
