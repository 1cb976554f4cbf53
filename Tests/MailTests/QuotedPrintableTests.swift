import TestSupport
import Testing

@testable import Mail

@Suite struct QuotedPrintableTests {
  @Test(arguments: [
    ("", ""), ("See you.", "See you.\r\n"), ("1 = 1", "1 =3D 1\r\n"), ("Grüße", "Gr=C3=BC=C3=9Fe\r\n"),
    ("blank \r\nat the end", "blank=20\r\nat the end\r\n"), ("tab\t", "tab=09\r\n"), ("\r\n\r\n", "\r\n\r\n"),
    (".", "=2E\r\n"), ("From here", "=46rom here\r\n"), ("a.b", "a.b\r\n"), ("~!", "~!\r\n"),
  ])
  func `a text is written as it stands in the RFC`(plain: String, written: String) {
    #expect(text(QuotedPrintable.encode(Array(plain.utf8))) == written)
  }

  @Test func `no line is longer than 76 bytes, and none is torn without a sign`() {
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let plain = (0..<random.below(400)).map { _ in
        ["a", " ", ".", "=", "ế", "\u{1F469}", "\r\n", "F"][random.below(8)]
      }.joined()
      let encoded = QuotedPrintable.encode(Array(plain.utf8))
      let lines = text(encoded).split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.utf8.count <= 76 })
      #expect(encoded.allSatisfy { (0x20...0x7E).contains($0) || $0 == 13 || $0 == 10 })
      #expect(decoded(encoded) == plain + (plain.isEmpty || plain.hasSuffix("\r\n") ? "" : "\r\n"))
    }
  }

  @Test func `a line of just 76 signs needs no second one`() {
    let line = String(repeating: "x", count: 76)
    #expect(text(QuotedPrintable.encode(Array(line.utf8))) == line + "\r\n")
    #expect(text(QuotedPrintable.encode(Array((line + "x").utf8))) == line.dropLast() + "=\r\nxx\r\n")
  }

  @Test(arguments: [
    ("a\nb", "a\r\nb"), ("a\r\nb\rc", "a\r\nb\r\nc"), ("\n\n", "\r\n\r\n"), ("\r\r\n", "\r\n\r\n"),
    ("a\u{0}b\u{1B}c\u{7F}", "abc"), ("\t", "\t"),
  ])
  func `every line of a body ends alike`(typed: String, lines: String) {
    #expect(text(BodyText.lines(typed.utf8)) == lines)
  }

  /// The plain way back, for comparison.
  private func decoded(_ bytes: [UInt8]) -> String {
    var plain: [UInt8] = []
    var rest = text(bytes).replacing("=\r\n", with: "").utf8.map { $0 }[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        plain.append(byte)
        continue
      }
      plain.append(UInt8(text(Array(rest.prefix(2))), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return text(plain)
  }
}
