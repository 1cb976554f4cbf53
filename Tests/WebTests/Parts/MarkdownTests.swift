import TestSupport
import Testing

@testable import Web

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("Plain words.", "<p>Plain words.</p>"),
    ("One\nline each", "<p>One<br>line each</p>"),
    ("Two\n\nparagraphs", "<p>Two</p><p>paragraphs</p>"),
    ("*soft* and **loud**", "<p><em>soft</em> and <strong>loud</strong></p>"),
    ("_soft_ and __loud__", "<p><em>soft</em> and <strong>loud</strong></p>"),
    ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
    ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
    ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
    ("Bring:\n* paper\n* ink\nThanks", "<p>Bring:</p><ul><li>paper</li><li>ink</li></ul><p>Thanks</p>"),
    ("# Title\ntext", "<p><strong>Title</strong></p><p>text</p>"),
    ("", ""), ("\n\n \r\n", ""), ("a\r\nb", "<p>a<br>b</p>"),
  ])
  func `paragraphs, lists and emphasis`(text: String, html: String) {
    #expect(Markdown(text).html == html)
  }

  @Test(arguments: [
    ("[us](https://example.org/a?b=1&c=2)", "https://example.org/a?b=1&c=2", "us"),
    ("[*us*](mailto:us@example.org)", "mailto:us@example.org", "us"),
    ("see https://example.org/x.", "https://example.org/x", "https://example.org/x"),
    ("(http://example.org)", "http://example.org", "http://example.org"),
  ])
  func `a link leads to the web or to a mailbox`(text: String, address: String, label: String) throws {
    let page = HTML(Array(Markdown(text).html.utf8))
    let link = try #require(page.first("//a"))
    #expect(link["href"] == address && link.text == label)
    #expect(link["rel"] == "nofollow noopener")
    #expect(page.all("//a").count == 1)
  }

  @Test(arguments: [
    "[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](//evil.example)", "[x](/bookings)", "[x](https://)",
    "[x]", "[x](", "[x](mailto:)", "[](mailto:a@b.c)", "[x](mailto:a b)", "[x](mailto:a\u{0}b)", "[x](mailto:a@b.c",
    "xhttps://example.org", "[x](https:\\\\evil.example)", "[x](vbscript:x)",
  ])
  func `what leads elsewhere is text`(text: String) {
    #expect(!Markdown(text).html.contains("<a "), "\(Markdown(text).html)")
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "**<b>**", "[<i>](https://example.org/\"><script>)",
    "https://example.org/\"onmouseover=alert(1)", "`<x>`", "&lt;script&gt;", "- <li>", "# <h1>",
    "[x](https://example.org/'onx=')", "<!--", "]]>", "*<a href=x>*",
  ])
  func `nothing an owner writes becomes markup of another kind`(text: String) {
    let html = Markdown(text).html
    let tags = html.matches(of: /<\/?([a-z!]+)/).map { String($0.output.1) }
    #expect(Set(tags).isSubset(of: ["p", "br", "ul", "ol", "li", "em", "strong", "a"]), "\(html)")
    let attributes = html.matches(of: /<[^>]* ([a-z]+)=/).map { String($0.output.1) }
    #expect(Set(attributes).isSubset(of: ["rel", "href"]), "\(html)")
  }

  @Test(arguments: [
    ("2 * 3 * 4", "<p>2 * 3 * 4</p>"), ("snake_case_word", "<p>snake_case_word</p>"), ("*open", "<p>*open</p>"),
    ("\\*kept\\*", "<p>*kept*</p>"), ("a**", "<p>a**</p>"), ("-no list", "<p>-no list</p>"), ("1.no", "<p>1.no</p>"),
    ("1234. no", "<p>1234. no</p>"), ("#no", "<p>#no</p>"), ("*a **b* c**", "<p><em>a **b</em> c**</p>"),
  ])
  func `signs that mean nothing stand as they are`(text: String, html: String) {
    #expect(Markdown(text).html == html)
  }

  @Test func `tags are closed in the order they were opened, whatever is written`() {
    var chance = SplitMix(seed: 20_261_120)
    let pieces = [
      "*", "**", "_", "__", "[", "](", ")", "https://a.b", " ", "x", "\n", "- ", "1. ", "# ", "\\", "<", "é",
    ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...30, using: &chance)).map { _ in pieces.randomElement(using: &chance)! }
        .joined()
      var open: [String] = []
      for tag in Markdown(text).html.matches(of: /<(\/?)([a-z]+)[^>]*>/).map(\.output) where tag.2 != "br" {
        if tag.1.isEmpty {
          open.append(String(tag.2))
        } else {
          #expect(open.popLast() == String(tag.2), "\(text)")
        }
      }
      #expect(open.isEmpty, "\(text)")
    }
  }

  /// Ten thousand of the worst signs: a walk that went back at each of them would take minutes here.
  @Test(arguments: ["*", "_", "[", "**", "https://", "[a](", "\\", "- ", "(http://a)", "[[a]("])
  func `the longest text there can be takes no longer than it is long`(sign: String) {
    let text = String(repeating: sign, count: 10_000 / sign.utf8.count)
    #expect(Markdown(text).html.utf8.count < 2_000_000)
  }
}
