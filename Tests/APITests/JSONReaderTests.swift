import TestSupport
import Testing

@testable import API

@Suite struct `reading and writing JSON` {
  static let good: [(String, JSON)] = [
    ("null", nil), (" true\n", true), ("0", 0), ("-0", 0), ("-17", -17), ("9223372036854775807", .whole(.max)),
    ("30.0", 30), ("3e2", 300), ("1.5", .otherNumber(1.5)), ("1e-3", .otherNumber(0.001)),
    ("9223372036854775808", .otherNumber(9_223_372_036_854_775_808)), (#""""#, ""),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u00e9\ud83d\ude00é😀""#, "é😀é😀"), ("[]", []), ("[ 1 , [ ] ]", [1, []]), ("{}", [:]),
    (#"{ "a" : 1 , "b" : { "c" : null } }"#, ["a": 1, "b": ["c": nil]]), (#""\u0000""#, "\u{0}"),
  ]

  @Test(arguments: good)
  func `what RFC 8259 allows is read`(_ text: String, _ value: JSON) throws {
    #expect(try JSONReader.read(Array(text.utf8)) == value)
  }

  @Test(arguments: good)
  func `what was written is read again`(_ text: String, _ value: JSON) throws {
    #expect(try JSONReader.read(value.bytes) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "NaN", "Infinity", "1e999", "'a'",
    #"""#, #""a"#, #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#,
    #""\ud800x""#,
    "\"\n\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}",
    "{1:1}",
    #"{"a":1,"a":2}"#, "{}{}", "1 1", "// a\n1", "/**/1", "\u{FEFF}1", "[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]",
  ])
  func `what it does not allow is refused`(_ text: String) {
    #expect(throws: NotJSON.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test(arguments: [[0xC3, 0x28], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
  func `what is no UTF-8 is refused`(_ bytes: [UInt8]) {
    #expect(throws: NotJSON.self) { try JSONReader.read([0x22] + bytes + [0x22]) }
  }

  @Test func `whatever is cut off or changed is read or refused, and never breaks`() {
    var numbers = SplitMix(seed: 7)
    let whole = Array(#"{"a": [1, -2.5e3, "x\u00e9\n", true], "b": {"c": null, "d": "\ud83d\ude00"}}"#.utf8)
    var refused = 0
    for _ in 0..<5_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(in: .min ... .max, using: &numbers)
      }
      bytes.removeLast(Int.random(in: 0...4, using: &numbers))
      do {
        let value = try JSONReader.read(bytes)
        #expect((try? JSONReader.read(value.bytes)) == value)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1_000)
  }
}
