import Mustache
import Testing

/// Every mistake has its place and its sentence.
@Suite struct `A broken template` {
  @Test(arguments: [
    ("{{title", 1, 1, "the tag is not closed: }} is missing"),
    ("line\n  é {{{title}}", 2, 5, "the tag is not closed: }}} is missing"),
    ("{{! never ends", 1, 1, "the tag is not closed: }} is missing"),
    ("{{}}", 1, 1, "the tag is empty"),
    ("{{ #title}}", 1, 1, "the sign of a tag stands right behind its opening, without a blank"),
    ("{{#}}{{/}}", 1, 1, "the tag is empty"),
    ("{{a b}}", 1, 1, "a name has no blanks in it"),
    ("{{a..b}}", 1, 1, "a..b is not a name: nothing stands beside a dot"),
    ("{{.a}}", 1, 1, ".a is not a name: nothing stands beside a dot"),
    ("{{#a.}}{{/a.}}", 1, 1, "a. is not a name: nothing stands beside a dot"),
    ("\n\t{{#a}}", 2, 2, "{{/a}} is missing: what opens here is never closed"),
    ("{{$a}}", 1, 1, "{{/a}} is missing: what opens here is never closed"),
    ("{{<a}}", 1, 1, "{{/a}} is missing: what opens here is never closed"),
    ("a{{/b}}", 1, 2, "{{/b}} closes nothing: no tag of that name is open"),
    ("{{#a}}\n{{#b}}\n{{/a}}", 3, 1, "{{/a}} closes b, which was opened on line 2"),
    ("{{=<%=}}", 1, 1, "delimiters are set as {{=<% %>=}}: two short signs, a blank between, no = in them"),
    ("{{== ===}}", 1, 1, "delimiters are set as {{=<% %>=}}: two short signs, a blank between, no = in them"),
    (
      "{{=aaaaaaaaaaaaaaaaa b=}}", 1, 1,
      "delimiters are set as {{=<% %>=}}: two short signs, a blank between, no = in them"
    ),
    ("{{<p}}\n{{title}}{{/p}}", 2, 1, "inside {{<p}} only what stands in a block is ever shown"),
    ("{{<p}}{{>q}}{{/p}}", 1, 7, "inside {{<p}} only what stands in a block is ever shown"),
    ("{{<p}}{{#q}}{{/q}}{{/p}}", 1, 7, "inside {{<p}} only what stands in a block is ever shown"),
    ("{{<p}}{{$a}}{{/a}}{{$a}}{{/a}}{{/p}}", 1, 19, "the block a is given twice"),
  ])
  func `is refused with line and column`(template: String, line: Int, column: Int, sentence: String) {
    let fault = fault { _ = try Template.parse(name: "guest/page", bytes: Array(template.utf8)) }
    #expect(fault?.description == "guest/page:\(line):\(column): \(sentence)")
  }

  @Test func `shows the line it breaks on`() throws {
    let bytes = Array("<p>\r\n  Hello {{#guest}}\r\n</p>\r\n".utf8)
    let fault = try #require(fault { _ = try Template.parse(name: "page", bytes: bytes) })
    #expect(fault.name == "page")
    #expect(fault.text == "  Hello {{#guest}}")
    #expect((fault.line, fault.column) == (2, 9))
  }

  @Test func `is refused where it is not UTF-8`() {
    let bytes = Array("one\ntwo ".utf8) + [0xC3, 0x28]
    let fault = fault { _ = try Template.parse(name: "page", bytes: bytes) }
    #expect(fault?.description == "page:2:5: the file is not UTF-8")
  }

  @Test func `is refused where it is too large`() {
    let bytes = [UInt8](repeating: 32, count: 1 << 20 + 1)
    let fault = fault { _ = try Template.parse(name: "page", bytes: bytes) }
    #expect(fault?.sentence == "the file is larger than 1048576 bytes")
  }

  @Test func `is refused where tags are nested too deep`() throws {
    let nested = { (depth: Int) in
      Array((String(repeating: "{{#a}}", count: depth) + String(repeating: "{{/a}}", count: depth)).utf8)
    }
    _ = try Template.parse(name: "page", bytes: nested(64))
    let fault = fault { _ = try Template.parse(name: "page", bytes: nested(65)) }
    #expect(fault?.description == "page:1:385: tags are nested deeper than 64 levels")
  }
}

@Suite struct `A template that does not fit its view` {
  @Test(arguments: [
    ("Hi\n {{titel}}", 2, 2, "titel is not a key of HaircutPage"),
    ("{{#dais}}{{/dais}}", 1, 1, "dais is not a key of HaircutPage"),
    ("{{^dais}}{{/dais}}", 1, 1, "dais is not a key of HaircutPage"),
    ("{{#days}}\n  {{tilte}}\n{{/days}}", 2, 3, "tilte is not a key of Day or HaircutPage"),
    ("{{#days}}{{#slots}}{{x}}{{/slots}}{{/days}}", 1, 20, "x is not a key of Day or HaircutPage"),
    ("{{owner.nom}}", 1, 1, "owner.nom: nom is not a key of Owner"),
    ("{{owner.city.nom}}", 1, 1, "owner.city.nom: nom is not a key of City"),
    ("{{title.length}}", 1, 1, "title.length: length cannot be reached, for what stands before it is a text"),
    ("{{days.title}}", 1, 1, "days.title: title cannot be reached, for what stands before it is a list"),
    ("{{signed_in}}", 1, 1, "signed_in is a flag, which shows nothing by itself"),
    ("{{days}}", 1, 1, "days is a list, which shows nothing by itself"),
    ("{{titles}}", 1, 1, "titles is a list of texts, which shows nothing by itself"),
    ("{{owner}}", 1, 1, "owner is a view, which shows nothing by itself"),
    ("{{.}}", 1, 1, "the dot stands for a view here: only a text can be had so"),
    ("{{#.}}{{/.}}", 1, 1, "the dot stands for a view here: only a text can be had so"),
    ("{{#signed_in}}{{.}}{{/signed_in}}", 1, 15, "the dot stands for a flag here: only a text can be had so"),
    ("{{{title}}}", 1, 1, "title is a plain text and must be escaped: only .html keys go unescaped"),
    ("{{&note}}", 1, 1, "note is a plain text and must be escaped: only .html keys go unescaped"),
    ("{{#titles}}{{{.}}}{{/titles}}", 1, 12, ". is a plain text and must be escaped: only .html keys go unescaped"),
    ("<p>\n  {{>parts/icon}}", 2, 3, "there is no template parts/icon"),
    ("{{<layout}}{{/layout}}", 1, 1, "there is no template layout"),
    ("{{<frame}}\n{{$titel}}{{/titel}}{{/frame}}", 2, 1, "frame has no block titel"),
  ])
  func `is refused with line and column`(template: String, line: Int, column: Int, sentence: String) throws {
    let library = try Library(["page": template, "frame": "{{$title}}{{/title}}"])
    let fault = fault { _ = try library.bind("page", to: HaircutPage.self) }
    #expect(fault?.description == "page:\(line):\(column): \(sentence)")
  }

  @Test func `is refused where the mistake stands, be it in a partial`() throws {
    let library = try Library(["page": "{{#days}}{{>day}}{{/days}}", "day": "\n{{slot}}"])
    let fault = fault { _ = try library.bind("page", to: HaircutPage.self) }
    #expect(fault?.description == "day:2:1: slot is not a key of Day or HaircutPage")
    #expect(fault?.text == "{{slot}}")
  }

  @Test func `is refused where there is none of its name`() throws {
    let library = try Library([:])
    let fault = fault { _ = try library.bind("page", to: HaircutPage.self) }
    #expect(fault?.sentence == "there is no template page")
  }

  @Test func `may show nothing for what is missing, if it is unbound`() throws {
    #expect(
      try render("[{{titel}}{{>icon}}{{<layout}}{{/layout}}{{owner}}{{#x.y}}{{/x.y}}]", Value(HaircutPage())) == "[]")
  }
}
