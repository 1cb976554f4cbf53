import Mustache
import Testing

@testable import Web

@Suite struct IsolationTests {
  @Test(arguments: ["محمد", "דוד", "Ada عبد", "\u{202E}nab", "ﷲ", "\u{1E900}"])
  func `what is read from right to left keeps its direction to itself`(name: String) {
    #expect(name.isolated == "\u{2068}\(name)\u{2069}")
  }

  @Test(arguments: ["", "Ada", "Nguyễn Thị Ánh", "Ольга", "王芳", "😀", "ÿ", "O’Brien"])
  func `what is not stays as it is`(name: String) {
    #expect(name.isolated == name)
  }

  @Test func `a sentence isolates the values that need it`() throws {
    let words = try Library(folder: checkout + "/Templates").locales["en"]
    #expect(
      words.text(.titleAndLength, ["title": "مكالمة", "length": "30 minutes"]) == "\u{2068}مكالمة\u{2069}, 30 minutes")
    #expect(words.text(.titleAndLength, ["title": "Call", "length": "30 minutes"]) == "Call, 30 minutes")
  }
}
