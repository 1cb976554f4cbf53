import Mustache
import Testing

@Suite struct `Escaping` {
  @Test func `replaces the five characters that mean something in HTML`() throws {
    try expect(
      "{{title}}", Day(title: "<a href=\"x\" id='y'>&amp;</a>"),
      "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;")
  }

  @Test func `leaves every other character as it is`() throws {
    let others = String(
      String.UnicodeScalarView(
        (0..<0x300).compactMap(Unicode.Scalar.init).filter { !"<>&\"'".unicodeScalars.contains($0) }))
    try expect("{{title}}", Day(title: others + "日本語 🧔🏽‍♀️"), others + "日本語 🧔🏽‍♀️")
  }

  /// Escaping goes by words of eight bytes: each length, and each place in it.
  @Test(arguments: Array("<>&\"'".unicodeScalars))
  func `finds a special character at each place of each length`(special: Unicode.Scalar) throws {
    let library = try Library(["day": "{{title}}"])
    let template = try library.bind("day", to: Day.self)
    for length in 1...40 {
      for place in 0..<length {
        let scalars = (0..<length).map { $0 == place ? special : Unicode.Scalar(UInt8(0x23 + $0 % 3)) }
        let text = String(String.UnicodeScalarView(scalars))
        let bytes = try template.render(Day(title: text), in: .none)
        #expect(String(decoding: bytes, as: UTF8.self) == naivelyEscaped(text))
      }
    }
  }

  @Test func `agrees with the naive way on random texts`() throws {
    let library = try Library(["day": "{{title}}"])
    let template = try library.bind("day", to: Day.self)
    var random = Seeded(1)
    for _ in 0..<3000 {
      let text = random.text(upTo: 60, from: "<>&\"' !#%(abc=?é漢🙂\u{0}\n")
      let bytes = try template.render(Day(title: text), in: .none)
      #expect(String(decoding: bytes, as: UTF8.self) == naivelyEscaped(text))
    }
  }

  private func naivelyEscaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
