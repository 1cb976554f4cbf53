import Mustache
import Testing

/// Parents and blocks where the specification's own cases are silent.
@Suite struct `A parent` {
  @Test func `is filled by the page, whose title reaches the parent's partials too`() throws {
    try expect(
      "{{<layout}}{{$title}}{{title}}{{/title}}{{$content}}<p>{{/content}}{{/layout}}", Day(title: "Friday"),
      "<title>Friday</title><p>",
      ["layout": "{{>head}}{{$content}}{{/content}}", "head": "<title>{{$title}}Calento{{/title}}</title>"])
  }

  @Test func `keeps what nobody fills`() throws {
    try expect(
      "{{<layout}}{{/layout}}", Day(title: "Friday"), "[Friday]", ["layout": "[{{$content}}{{title}}{{/content}}]"])
  }

  /// The page fills the layout's title, not that of a card it shows inside: each tag fills its own parent.
  @Test func `inside a block is filled by its own tag`() throws {
    try expect(
      "{{<layout}}{{$title}}page{{/title}}{{$content}}"
        + "{{<card}}{{$title}}card{{/title}}{{/card}}{{/content}}{{/layout}}",
      Day(), "page: <card>",
      ["layout": "{{$title}}{{/title}}: {{$content}}{{/content}}", "card": "<{{$title}}{{/title}}>"])
  }

  @Test func `may be filled with a block of the same name, which shows its own content there`() throws {
    try expect(
      "{{<a}}{{$x}}1{{$x}}2{{/x}}{{/x}}{{/a}}", Day(), "(12)", ["a": "({{$x}}{{/x}})"])
  }

  @Test func `of a parent is filled from the outermost page first`() throws {
    let partials = [
      "base": "{{$a}}a{{/a}}{{$b}}b{{/b}}{{$c}}c{{/c}}",
      "middle": "{{<base}}{{$a}}A{{/a}}{{$b}}B{{/b}}{{/base}}",
    ]
    try expect("{{<middle}}{{$a}}1{{/a}}{{/middle}}", Day(), "1Bc", partials)
    try expect("{{<middle}}{{$c}}3{{/c}}{{/middle}}", Day(), "AB3", partials)
  }

  @Test func `shows a block in each place of its name`() throws {
    try expect(
      "{{<a}}{{$x}}{{title}}{{/x}}{{/a}}", Day(title: "Friday"), "Friday, Friday",
      ["a": "{{$x}}{{/x}}, {{$x}}{{/x}}"])
  }

  @Test func `shows a block in each round of a list, seen from there`() throws {
    try expect(
      "{{<list}}{{$item}}{{title}}{{#free}}!{{/free}} {{/item}}{{/list}}", HaircutPage(), "Thursday! Friday ",
      ["list": "{{#days}}{{$item}}{{/item}}{{/days}}"])
  }

  @Test func `takes comments and new delimiters between its blocks`() throws {
    try expect(
      "{{<a}} {{! of x }} {{=<% %>=}} <%$x%><%title%><%/x%> <%/a%>", Day(title: "Friday"), "(Friday)",
      ["a": "({{$x}}{{/x}})"])
  }
}

/// Indentation where the specification's own cases are silent.
@Suite struct `Indentation` {
  @Test func `goes before every line of a partial, and adds up`() throws {
    try expect(
      "<ul>\n  {{>outer}}\n</ul>\n", Day(title: "Friday\nlate"),
      "<ul>\n  <li>\n    Friday\nlate\n    \n  </li>\n</ul>\n",
      ["outer": "<li>\n  {{>inner}}\n</li>\n", "inner": "{{title}}\n\n"])
  }

  @Test func `is not given to a partial in mid-line`() throws {
    try expect("  {{>outer}}\n", Day(), "  a 1\n2\n\n  b\n", ["outer": "a {{>inner}}\nb\n", "inner": "1\n2\n"])
  }

  @Test func `leaves out lines that are not shown`() throws {
    try expect(
      "  {{>part}}\n", HaircutPage(), "  <\n  Thursday\n  Friday\n  >\n",
      ["part": "<\n{{! days }}\n{{#days}}\n{{title}}\n{{/days}}\n>\n"])
  }

  @Test func `goes before a tag that begins its line`() throws {
    try expect("\t{{>part}}", Day(title: "a"), "\ta\n\ta.", ["part": "{{title}}\n{{#free}}{{title}}{{/free}}."])
  }

  @Test func `is that of the tag where a block's own line has no content`() throws {
    try expect(
      "{{<frame}}{{$body}}\n<p>\n  {{title}}\n</p>\n{{/body}}{{/frame}}", Day(title: "Friday"),
      "<body>\n    <p>\n      Friday\n    </p>\n</body>\n", ["frame": "<body>\n    {{$body}}\n    {{/body}}\n</body>\n"]
    )
  }

  @Test func `of a block's content goes where it is shown in mid-line`() throws {
    try expect(
      "{{<frame}}\n  {{$title}}\n    {{title}}{{/title}}\n{{/frame}}\n", Day(title: "Friday"),
      "<title>Friday</title>\n",
      ["frame": "<title>{{$title}}{{/title}}</title>\n"])
  }

  @Test func `of the parent's tag comes on top of the block's`() throws {
    try expect(
      "<html>\n  {{<frame}}\n    {{$body}}\n      <p>\n      </p>\n    {{/body}}\n  {{/frame}}\n</html>\n", Day(),
      "<html>\n  <body>\n    <p>\n    </p>\n  </body>\n</html>\n",
      ["frame": "<body>\n  {{$body}}\n  {{/body}}\n</body>\n"])
  }

  @Test func `given inline begins where the block's line begins`() throws {
    try expect(
      "{{<frame}}{{$body}}one\ntwo\n{{/body}}{{/frame}}", Day(), "<\n  one\n  two\n>\n",
      ["frame": "<\n  {{$body}}\n  {{/body}}\n>\n"])
  }

  @Test func `shared by all lines is taken away, deeper lines stay deeper`() throws {
    try expect(
      "{{<frame}}\n{{$body}}\n      a\n    b\n\n    {{#free}}\n      c\n    {{/free}}\n    {{>part}}\n"
        + "{{/body}}\n{{/frame}}\n",
      Day(), "  a\nb\n\n  c\np\n", ["frame": "{{$body}}\n{{/body}}\n", "part": "p\n"])
  }

  @Test func `grows with each level of a recursive partial`() throws {
    try expect(
      "{{#branches}}\n  {{>branch}}\n{{/branches}}\n.", Garden(), "  a\n    b\n      c\n    d\n.",
      ["branch": "{{name}}\n{{#branches}}\n  {{>branch}}\n{{/branches}}\n"])
  }

  @Test func `of a recursive partial in mid-line begins anew`() throws {
    try expect(
      "{{#branches}}\n  {{>branch}}\n{{/branches}}\n.", Garden(), "  a\n  - b\n- c\n\n\n  - d\n\n.",
      ["branch": "{{name}}\n{{#branches}}\n- {{>branch}}\n{{/branches}}\n"])
  }
}
