import Mustache
import Testing

@Suite struct `The words` {
  private let locales: Locales

  init() throws {
    locales = try Locales([
      "en": #"{"book.title": "Book <a> time", "book.button": "Book {day}, {time}", "home": "Start"}"#,
      "vi": #"{"book.title": "Đặt <lịch>", "book.button": "{time} {day}: đặt"}"#,
      "de": "{}",
    ])
  }

  @Test func `of each language are at hand, English first`() {
    #expect(locales.languages == ["en", "de", "vi"])
    #expect(locales["vi"].text("book.title") == "Đặt <lịch>")
    #expect(locales["vi"].language == "vi")
    #expect(locales["fr"].language == "en")
  }

  @Test func `are in English where a translation lacks them`() {
    #expect(locales["vi"].text("home") == "Start")
    #expect(locales["de"].text("book.title") == "Book <a> time")
  }

  @Test func `take finished values`() {
    let values = ["day": "Thursday", "time": "9:00"]
    #expect(locales["en"].text("book.button", values) == "Book Thursday, 9:00")
    #expect(locales["vi"].text("book.button", values) == "9:00 Thursday: đặt")
  }

  @Test func `show what they lack`() {
    #expect(locales["en"].text("book.button", ["day": "{time}"]) == "Book {time}, {time}")
    #expect(locales["en"].text("nowhere") == "nowhere")
  }

  @Test func `can be compared with what is used`() throws {
    #expect(locales.keys == ["book.button", "book.title", "home"])
    #expect(locales.missing(in: "vi") == ["home"])
    #expect(locales.missing(in: "en") == [])
    #expect(locales.missing(in: "fr") == locales.keys)
    let library = try Library(
      [
        "page": "{{t.a}}{{#x}}{{t.b.c}}{{/x}}{{title}}{{t}}",
        "other": "{{<page}}{{$d}}{{{t.d}}}{{/d}}{{/page}}{{$e}}{{t.e}}{{/e}}",
      ], locales: locales)
    #expect(library.wordsUsed == ["a", "b.c", "d", "e"])
    #expect(library.names == ["other", "page"])
  }

  @Test func `stand in a template as its own text`() throws {
    let library = try Library(["page": "<p>{{t.book.title}}{{{t.book.title}}} {{title}}, {{t.home}}"], locales: locales)
    let page = try library.bind("page", to: Day.self)
    let unbound = try library.unbound("page")
    let expected = [
      "en": "<p>Book &lt;a&gt; timeBook <a> time Friday, Start", "vi": "<p>Đặt &lt;lịch&gt;Đặt <lịch> Friday, Start",
    ]
    for (language, expected) in expected {
      let words = library.locales[language]
      #expect(String(decoding: try page.render(Day(title: "Friday"), in: words), as: UTF8.self) == expected)
      #expect(String(decoding: try unbound.render(["title": "Friday"], in: words), as: UTF8.self) == expected)
    }
  }

  @Test func `are not escaped in plain style`() throws {
    let library = try Library(["subject": "{{t.book.title}}"], locales: locales)
    let bytes = try library.bind("subject", to: Day.self, style: .plain).render(Day(), in: locales["en"])
    #expect(String(decoding: bytes, as: UTF8.self) == "Book <a> time")
  }

  @Test(arguments: [
    ("{{t.nowhere}}", "page:1:1: there is no word nowhere"),
    (
      "\n {{t.book.button}}",
      "page:2:2: the word book.button has values in it (day, time): give it to the template as "
        + "a finished text"
    ),
    ("{{#t.home}}{{/t.home}}", "page:1:1: t.home is a word, which opens no section"),
  ])
  func `that do not fit stop the start`(template: String, sentence: String) throws {
    let library = try Library(["page": template], locales: locales)
    #expect(fault { _ = try library.bind("page", to: Day.self) }?.description == sentence)
    #expect(fault { _ = try library.unbound("page") }?.description == sentence)
  }

  @Test func `are ordinary names where there are no words`() throws {
    #expect(try render("{{t.title}}", ["t": ["title": "Friday"]]) == "Friday")
  }
}

@Suite struct `A words file` {
  @Test func `has JSON's escapes`() throws {
    let locales = try Locales(["en": #"{ "a" : "\"\\\/\b\f\n\r\tä\ud83d\ude00é😀" , "b":"" }"#])
    #expect(locales["en"].text("a") == "\"\\/\u{8}\u{C}\n\r\tä😀é😀")
    #expect(locales["en"].text("b") == "")
  }

  @Test(arguments: [
    ("", "en:1:1: a words file is one object: { is missing"),
    ("[]", "en:1:1: a words file is one object: { is missing"),
    ("{\n  a: \"b\"}", "en:2:3: a key in quotes is missing"),
    (#"{"a" "b"}"#, "en:1:6: a colon is missing"),
    ("{\"a\":\n 1}", "en:2:2: a text in quotes is missing"),
    (#"{"a": {"b": "c"}}"#, "en:1:7: a text in quotes is missing"),
    (#"{"a": "b"# + "\"", "en:1:10: a comma or the closing } is missing"),
    (#"{"a": "b" "c": "d"}"#, "en:1:11: a comma or the closing } is missing"),
    (#"{"a": "b",}"#, "en:1:11: a key in quotes is missing"),
    (#"{"a": "b"} x"#, "en:1:12: something stands behind the closing }"),
    (#"{"a": "b"#, "en:1:7: the closing quote is missing"),
    ("{\"a\": \"b\n\"}", "en:1:9: a line end or another control character stands in a text: write it as \\n"),
    (#"{"a": "\x"}"#, "en:1:8: a backslash stands before none of \" \\ / b f n r t u"),
    (#"{"a": "\u12"}"#, "en:1:8: \\u needs four hexadecimal digits that name a character"),
    (#"{"a": "\ud83d"}"#, "en:1:8: \\u needs four hexadecimal digits that name a character"),
    (#"{"a": "\ude00"}"#, "en:1:8: \\u needs four hexadecimal digits that name a character"),
    (#"{"a": "b",  "a": "c"}"#, "en:1:13: the word a is there twice"),
    (#"{"a": "Book {day"}"#, "en:1:7: braces hold the name of a value, as in {day}"),
    (#"{"a": "Book day}"}"#, "en:1:7: braces hold the name of a value, as in {day}"),
    (#"{"a": "Book {Day 1}"}"#, "en:1:7: braces hold the name of a value, as in {day}"),
    (#"{"a": "Book {}"}"#, "en:1:7: braces hold the name of a value, as in {day}"),
  ])
  func `that is broken is refused with line and column`(text: String, sentence: String) {
    #expect(fault { _ = try Locales(["en": text]) }?.description == sentence)
  }

  @Test func `translates what is there in English, with the same values`() {
    let english = #"{"a": "{day} at {time}"}"#
    let unknown = fault { _ = try Locales(["en": english, "vi": "{\n\"b\": \"\"}"]) }
    #expect(unknown?.description == "vi:2:1: English has no word b")
    let values = fault { _ = try Locales(["en": english, "vi": #"{"a": "{day}"}"#]) }
    #expect(values?.description == "vi:1:2: a has not the same values in braces as in English")
    let alone = fault { _ = try Locales(["vi": "{}"]) }
    #expect(alone?.description == "vi:1:1: there are words, but none in English (en.json)")
  }
}
