import Mustache
import Testing

@Suite struct `A recursive partial` {
  private let tree = ["branch": "{{name}}<{{#branches}}{{>branch}}{{/branches}}>"]

  @Test func `follows its data`() throws {
    try expect("{{#branches}}{{>branch}}{{/branches}}", Garden(), "a<b<c<>>d<>>", tree)
  }

  @Test func `may be the template itself`() throws {
    let library = try Library(["branch": "{{name}}({{#branches}}{{>branch}}{{/branches}})"])
    let branch = Branch(name: "a", branches: [Branch(name: "b")])
    let bytes = try library.bind("branch").render(branch, in: .none)
    #expect(String(decoding: bytes, as: UTF8.self) == "a(b())")
  }

  @Test func `sees what lies around the tree at any depth`() throws {
    try expect(
      "{{#branches}}{{>branch}}{{/branches}}", Garden(), "Anna:a Anna:b Anna:c Anna:d ",
      ["branch": "{{owner}}:{{name}} {{#branches}}{{>branch}}{{/branches}}"])
  }

  @Test func `may go by way of others`() throws {
    try expect(
      "{{#branches}}{{>one}}{{/branches}}", Garden(), "1a2b1c2d",
      ["one": "1{{name}}{{#branches}}{{>two}}{{/branches}}", "two": "2{{name}}{{#branches}}{{>one}}{{/branches}}"])
  }

  @Test func `keeps its blocks filled`() throws {
    try expect(
      "{{#branches}}{{<branch}}{{$mark}}*{{/mark}}{{/branch}}{{/branches}}", Garden(), "*a*b*c*d",
      ["branch": "{{$mark}}-{{/mark}}{{name}}{{#branches}}{{>branch}}{{/branches}}"])
  }

  @Test func `goes as deep as a page may need`() throws {
    let expected = String(repeating: "b<", count: 90) + String(repeating: ">", count: 90)
    try expect("{{>branch}}", Branch.chain(90), expected, tree)
  }

  @Test func `ends with a fault where its data is too deep`() throws {
    let sentence = "branch:1:23: the partial calls itself without end, or its data is nested deeper than 200 levels"
    let chain = Branch.chain(150)
    #expect(fault { _ = try render("{{>branch}}", chain, tree) }?.description == sentence)
    #expect(fault { _ = try render("{{>branch}}", Value(chain), tree) }?.description == sentence)
  }

  @Test(arguments: [
    "{{>a}}", "{{#free}}{{>a}}{{/free}}", "{{$x}}{{/x}}{{<a}}{{$x}}{{>a}}{{/x}}{{/a}}", "x\n  {{>b}}\n",
  ])
  func `ends with a fault where it has no end`(a: String) throws {
    let partials = ["a": a, "b": "{{>a}}"]
    let sentence = "the partial calls itself without end, or its data is nested deeper than 200 levels"
    #expect(fault { _ = try render("{{>a}}", Day(), partials) }?.sentence == sentence)
    #expect(fault { _ = try render("{{>a}}", Value(Day()), partials) }?.sentence == sentence)
  }

  @Test func `leaves what was written before as it was when it fails`() throws {
    let library = try Library(["a": "x{{>a}}"])
    let template = try library.bind("a", to: Day.self)
    var bytes = Array("before".utf8)
    let fault = fault { try template.render(Day(), in: .none, into: &bytes) }
    #expect(fault != nil)
    #expect(String(decoding: bytes, as: UTF8.self) == "before")
  }

  /// Each level calls itself twice: few levels, more calls than there is time.
  @Test func `ends with a fault where it has too many calls`() throws {
    let twice = ["branch": "{{#branches}}{{>branch}}{{>branch}}{{/branches}}"]
    let chain = Branch.chain(40)
    #expect(fault { _ = try render("{{>branch}}", chain, twice) } != nil)
    #expect(fault { _ = try render("{{>branch}}", Value(chain), twice) } != nil)
  }
}

@Suite struct `Partials that include each other` {
  @Test func `twice and twice again grow too large`() throws {
    var partials = ["part30": ""]
    for level in 0..<30 { partials["part\(level)"] = "{{>part\(level + 1)}}{{>part\(level + 1)}}" }
    let fault = fault { _ = try render("{{>part0}}", Day(), partials) }
    #expect(fault?.sentence == "with all its partials the template grows too large")
  }

  @Test func `in a long chain are nested too deep`() throws {
    var partials = ["part300": ""]
    for level in 0..<300 { partials["part\(level)"] = "{{>part\(level + 1)}}" }
    let fault = fault { _ = try render("{{>part0}}", Day(), partials) }
    #expect(fault?.description == "part199:1:1: templates are nested deeper than 200 levels")
  }
}
