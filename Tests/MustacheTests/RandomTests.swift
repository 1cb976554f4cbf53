import Mustache
import Testing

@Suite struct `Random templates` {
  @Test func `never crash the parser, whatever the bytes`() {
    var random = Seeded(7)
    let pieces = [
      "{{", "}}", "{{{", "}}}", "{{#a}}", "{{/a}}", "{{^a}}", "{{$a}}", "{{<a}}", "{{>a}}", "{{! c }}", "{{=<% %>=}}",
      "<%={{ }}=%>", "<%#a%>", "<%/a%>", "{{&a}}", "{{.}}", "{{a.b}}", "=", "a", " ", "\t", "\n", "\r\n", "\r", "é",
      "\u{0}",
    ].map { Array($0.utf8) }
    var understood = 0
    for _ in 0..<10_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        bytes += random.chance(40) ? [UInt8.random(in: .min ... .max, using: &random)] : random.one(of: pieces)
      }
      if (try? Template.parse(name: "random", bytes: bytes)) != nil { understood += 1 }
    }
    #expect((500...9_500).contains(understood))
  }

  @Test func `words never crash their reader`() throws {
    var random = Seeded(5)
    let pieces = #"{ } " : , \ \" \u00e9 \ud83d\ude00 \ud83d \u12 {day} { "a" "a":"b" "c":"{day}" é"#
      .split(separator: " ")
    var understood = 0
    for _ in 0..<10_000 {
      var text = random.chance(2) ? "{" : ""
      for _ in 0..<Int.random(in: 0...6, using: &random) { text += random.one(of: pieces) }
      if random.chance(2) { text += "}" }
      if (try? Locales(["en": text])) != nil { understood += 1 }
    }
    #expect((100...9_900).contains(understood))
  }

  @Test func `of any structure render plain data without a crash`() throws {
    var random = Seeded(11)
    for _ in 0..<500 {
      var writer = TemplateWriter(random: random)
      let library = try Library(writer.library())
      random = writer.random
      let value = random.value(depth: 4)
      // A template may call itself without end; that is a fault, not a crash.
      let fault = fault { _ = try library.unbound("page").render(value, in: .none) }
      if let fault { #expect(fault.sentence.hasPrefix("the partial calls itself without end")) }
    }
  }

  @Test func `render the same bound and unbound`() throws {
    var random = Seeded(13)
    var rendered: Set<[UInt8]> = []
    for _ in 0..<500 {
      var writer = TemplateWriter(random: random)
      let library = try Library(writer.library())
      random = writer.random
      let knot = random.knot(depth: 3)
      let (bound, unbound) = (try library.bind("page", to: Knot.self), try library.unbound("page"))
      let one = Result { () throws(Fault) in try bound.render(knot, in: .none) }
      let other = Result { () throws(Fault) in try unbound.render(Value(knot), in: .none) }
      #expect(one == other, "\(writer.templates)")
      if case .success(let bytes) = one { rendered.insert(bytes) }
    }
    #expect(rendered.count > 300)
  }
}

/// A view with everything a view can have, and itself inside.
private struct Knot: View {
  struct Rope: View {
    var name = ""
    var note: String?

    static let keys: Keys<Self> = ["name": .text(\.name), "note": .text(\.note), "is_long": .flag(\.isLong)]

    var isLong: Bool { name.utf8.count > 3 }
  }

  var name = ""
  var html = ""
  var note: String?
  var isTight = false
  var rope = Rope()
  var spare: Rope?
  var ropes: [Rope] = []
  var texts: [String] = []
  var knots: [Knot] = []

  static let keys: Keys<Self> = [
    "name": .text(\.name), "html": .html(\.html), "note": .text(\.note), "tight": .flag(\.isTight),
    "rope": .view(\.rope), "spare": .view(\.spare), "ropes": .list(\.ropes), "texts": .list(\.texts),
    "knots": .list(\.knots),
  ]
}

extension Seeded {
  fileprivate mutating func text() -> String { text(upTo: 12, from: "abc <>&\"'\né") }

  private mutating func rope() -> Knot.Rope { Knot.Rope(name: text(), note: chance(2) ? nil : text()) }

  fileprivate mutating func knot(depth: Int) -> Knot {
    var knot = Knot(name: text(), html: text(), isTight: chance(2), rope: rope())
    if chance(2) { knot.note = text() }
    if chance(2) { knot.spare = rope() }
    for _ in 0..<Int.random(in: 0...2, using: &self) { knot.ropes.append(rope()) }
    for _ in 0..<Int.random(in: 0...2, using: &self) { knot.texts.append(text()) }
    if depth > 0 {
      for _ in 0..<Int.random(in: 0...2, using: &self) { knot.knots.append(self.knot(depth: depth - 1)) }
    }
    return knot
  }

  fileprivate mutating func value(depth: Int) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &self) {
    case 0: return nil
    case 1: return .flag(chance(2))
    case 2: return .number(Double(Int.random(in: -9...9, using: &self)) / 2)
    case 3: return .text(text())
    case 4: return .list((0..<Int.random(in: 0...3, using: &self)).map { _ in value(depth: depth - 1) })
    default:
      let keys = ["name", "note", "tight", "rope", "spare", "ropes", "texts", "knots", "html"]
      return .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, value(depth: depth - 1)) }))
    }
  }
}

/// Writes templates that a knot's keys can fill: sections, partials (recursive ones too), parents, blocks, indents.
private struct TemplateWriter {
  var random: Seeded
  private(set) var templates: [String: String] = [:]

  init(random: Seeded) {
    self.random = random
  }

  mutating func library() -> [String: String] {
    for name in ["page", "a", "b", "parent"] { templates[name] = body(depth: 3) }
    templates["parent", default: ""] += "{{$x}}\n  {{name}}\n{{/x}}{{$y}}{{/y}}\n"
    return templates
  }

  private mutating func body(depth: Int) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in line(depth: depth) }.joined()
  }

  private mutating func line(depth: Int) -> String {
    let indent = random.one(of: ["", "", "  ", "\t", "x "])
    let end = random.one(of: ["\n", "\n", "\n", "\r\n", " ", ""])
    return indent + piece(depth: depth) + end
  }

  private mutating func piece(depth: Int) -> String {
    let pieces = [
      "{{name}}", "{{note}}", "{{{html}}}", "{{&html}}", "{{rope.name}}", "{{spare.note}}", "<b>", "é", "", "{{! c }}",
      "{{=<% %>=}}<%name%><%={{ }}=%>",
    ]
    switch Int.random(in: 0..<(depth > 0 ? 10 : 4), using: &random) {
    case 0..<4: return random.one(of: pieces)
    case 4, 5: return section(random.one(of: ["#", "^"]), depth)
    case 6: return texts()
    case 7: return guarded(random.one(of: ["{{>a}}", "\n  {{>b}}\n", "{{>parent}}"]))
    case 8: return "{{$x}}" + body(depth: depth - 1) + "{{/x}}"
    default: return guarded(parent(depth))
    }
  }

  private mutating func texts() -> String {
    let name = random.one(of: ["texts", "note", "name", "rope.name"])
    return "{{#\(name)}}[{{.}}{{#.}}\(body(depth: 0)){{/.}}]{{/\(name)}}"
  }

  private mutating func section(_ sign: String, _ depth: Int) -> String {
    let name = random.one(of: ["tight", "rope", "spare", "ropes", "knots", "rope.is_long", "spare.note", "html"])
    let lines = random.one(of: ["", "\n"])
    return "{{\(sign)\(name)}}\(lines)\(body(depth: depth - 1))\(lines){{/\(name)}}"
  }

  private mutating func parent(_ depth: Int) -> String {
    let lines = random.one(of: ["", "\n", "\n   "])
    let block = random.one(of: ["x", "y"])
    return "{{<parent}}\(lines){{$\(block)}}\(lines)\(body(depth: depth - 1))\(lines){{/\(block)}}\(lines){{/parent}}"
  }

  /// Mostly inside a section that ends with the data, so that not every recursion runs away.
  private mutating func guarded(_ inclusion: String) -> String {
    random.chance(12) ? inclusion : "{{#knots}}\(inclusion){{/knots}}"
  }
}
