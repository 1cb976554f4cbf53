import FoundationEssentials
import Mustache
import Testing

@Suite struct `A value` {
  private let json = #"{"a":[1,2.5,-3],"b":true,"c":null,"d":{"e":"é\"","f":[]}}"#
  private let value: Value = [
    "a": [1, 2.5, -3], "b": true, "c": nil, "d": ["e": "é\"", "f": []],
  ]

  @Test func `is read from JSON`() throws {
    #expect(try JSONDecoder().decode(Value.self, from: Data(json.utf8)) == value)
  }

  @Test func `is written as JSON`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == json)
  }

  @Test func `holds everything a view's keys reach`() {
    let page = HaircutPage(days: [Day(title: "Friday", slots: ["9:00"])], guest: Guest(city: City(name: "Lisbon")))
    let city: Value = ["name": "Berlin", "capital": true]
    let anna: Value = ["name": "Anna", "city": city]
    #expect(
      Value(page) == [
        "title": "Haircut & more", "shout": "HAIRCUT & MORE", "owner": anna, "host": anna,
        "days": [["title": "Friday", "free": true, "slots": ["9:00"], "note": nil]],
        "titles": ["Friday"], "signed_in": true, "quiet": true, "note": nil, "strip": "<svg/>",
        "guest": ["name": "Ben", "phone": nil, "city": ["name": "Lisbon", "capital": true]],
      ])
  }

  @Test(
    arguments: [
      ("{{a}}", 85, "85"), ("{{a}}", -0.5, "-0.5"), ("{{a}}", 1e300, "1e+300"),
      ("{{a}}", 9_007_199_254_740_992, "9007199254740992"),
      ("{{a}}", true, "true"), ("{{a}}", false, "false"), ("{{a}}", nil, ""), ("{{a}}", ["b"], ""),
      ("{{a}}", ["b": "c"], ""),
      ("{{#a}}yes{{/a}}", 0, "yes"), ("{{#a}}yes{{/a}}", [:], "yes"), ("{{#a}}yes{{/a}}", [[]], "yes"),
      ("{{^a}}no{{/a}}", "", "no"), ("{{^a}}no{{/a}}", [], "no"), ("{{^a}}no{{/a}}", nil, "no"),
    ] as [(String, Value, String)])
  func `shows and opens sections as its kind does`(template: String, value: Value, expected: String) throws {
    #expect(try render(template, ["a": value]) == expected)
  }
}
