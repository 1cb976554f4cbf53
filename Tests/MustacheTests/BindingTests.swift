import Mustache
import Testing

/// What a template sees of its view. Each case is rendered with the view bound and with the same data unbound.
@Suite struct `A bound template` {
  @Test(arguments: [
    ("{{title}}", "Haircut &amp; more"),
    ("{{{strip}}}{{&strip}}{{strip}}", "<svg/><svg/>&lt;svg/&gt;"),
    ("{{#signed_in}}in{{/signed_in}}{{^signed_in}}out{{/signed_in}}", "in"),
    ("{{^quiet}}loud{{/quiet}}{{#quiet}}quiet{{/quiet}}", "quiet"),
    ("{{#days}}{{title}}:{{#slots}} {{.}}{{/slots}};{{/days}}", "Thursday: 9:00 9:45;Friday:;"),
    ("{{#days}}{{^free}}{{title}}{{/free}}{{/days}}", "Friday"),
    ("{{^days}}no day{{/days}}", ""),
    ("{{#days}}{{^slots}}{{title}} has none{{/slots}}{{/days}}", "Friday has none"),
    ("{{#owner}}{{name}}{{/owner}}", "Anna"),
    ("{{^owner}}nobody{{/owner}}", ""),
  ])
  func `shows texts, flags, lists and views`(template: String, expected: String) throws {
    try expect(template, HaircutPage(), expected)
  }

  @Test(arguments: [
    ("{{note}}", ""),
    ("{{#note}}there{{/note}}{{^note}}missing{{/note}}", "missing"),
    ("{{guest.name}}{{guest.phone}}{{guest.city.name}}", ""),
    ("{{#guest}}there{{/guest}}{{^guest}}missing{{/guest}}", "missing"),
    ("{{#guest.city}}there{{/guest.city}}{{^guest.city}}missing{{/guest.city}}", "missing"),
    ("{{#guest.city.capital}}there{{/guest.city.capital}}{{^guest.phone}}missing{{/guest.phone}}", "missing"),
  ])
  func `shows nothing for what is missing`(template: String, expected: String) throws {
    try expect(template, HaircutPage(), expected)
  }

  @Test(arguments: [
    ("{{note}}", "be early"),
    ("{{#note}}<{{.}}|{{note}}>{{/note}}", "<be early|be early>"),
    ("{{guest.name}}, {{guest.phone}}, {{guest.city.name}}", "Ben, 123, Lisbon"),
    ("{{#guest}}{{name}} of {{city.name}}{{/guest}}", "Ben of Lisbon"),
    ("{{#guest.city}}{{name}}{{/guest.city}}", "Lisbon"),
    ("{{#guest.city.capital}}capital{{/guest.city.capital}}", "capital"),
    ("{{#guest.phone}}{{.}}{{/guest.phone}}", "123"),
  ])
  func `shows what may be missing where it is there`(template: String, expected: String) throws {
    let guest = Guest(phone: "123", city: City(name: "Lisbon"))
    try expect(template, HaircutPage(note: "be early", guest: guest), expected)
  }

  @Test(arguments: [
    ("{{shout}}", "HAIRCUT &amp; MORE"),
    ("{{host.name}} {{host.city.name}}{{#host.city.capital}}!{{/host.city.capital}}", "Anna Berlin!"),
    ("{{#host}}{{name}}{{#city}}, {{name}}{{/city}}{{/host}}", "Anna, Berlin"),
    ("{{#titles}}[{{.}}]{{/titles}}", "[Thursday][Friday]"),
  ])
  func `reads computed properties too`(template: String, expected: String) throws {
    try expect(template, HaircutPage(), expected)
  }

  @Test(arguments: [
    ("{{#days}}{{owner.name}} {{/days}}", "Anna Anna "),
    ("{{#days}}{{#slots}}{{title}} {{.}} {{owner.name}};{{/slots}}{{/days}}", "Thursday 9:00 Anna;Thursday 9:45 Anna;"),
    ("{{#days}}{{title}} {{/days}}{{title}}", "Thursday Friday Haircut &amp; more"),
    ("{{#owner}}{{#city}}{{name}} {{title}}{{/city}} {{name}}{{/owner}}", "Berlin Haircut &amp; more Anna"),
    ("{{#note}}{{#titles}}{{.}}{{/titles}}{{.}}{{/note}}", "ThursdayFridaybe early"),
    ("{{#days}}{{#signed_in}}{{title}}{{/signed_in}}{{/days}}", "ThursdayFriday"),
    // A day has a note of its own, if a missing one: the page's is not looked for.
    ("{{#days}}[{{note}}]{{/days}}", "[][]"),
  ])
  func `looks a name up from the inside out`(template: String, expected: String) throws {
    try expect(template, HaircutPage(note: "be early"), expected)
  }

  @Test func `takes an empty text for nothing`() throws {
    let page = HaircutPage(title: "", note: "")
    try expect("{{#title}}title{{/title}}{{^title}}none{{/title}}{{^note}}, none{{/note}}", page, "none, none")
  }

  @Test func `shows an empty element of a list`() throws {
    let day = Day(slots: ["", "9:00"])
    try expect("{{#slots}}[{{.}}{{#.}}!{{/.}}{{^.}}?{{/.}}]{{/slots}}", day, "[?][9:00!]")
  }

  @Test func `writes behind what is there`() throws {
    let library = try Library(["day": "{{title}}"])
    var bytes = Array("On ".utf8)
    try library.bind("day").render(Day(title: "Friday"), in: .none, into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "On Friday")
  }

  @Test func `renders many items far beyond its first guess of the size`() throws {
    let page = HaircutPage(days: (0..<5000).map { Day(title: "day \($0)") })
    let expected = (0..<5000).map { "day \($0)\n" }.joined()
    try expect("{{#days}}\n{{title}}\n{{/days}}\n", page, expected)
  }

  @Test func `escapes nothing in plain style`() throws {
    let library = try Library(["subject": "{{title}} {{{title}}}"])
    let subject = try library.bind("subject", to: HaircutPage.self, style: .plain)
    let bytes = try subject.render(HaircutPage(), in: .none)
    #expect(String(decoding: bytes, as: UTF8.self) == "Haircut & more Haircut & more")
  }
}

/// Bound and unbound render the same.
func expect<V: View>(
  _ template: String, _ view: V, _ expected: String, _ partials: [String: String] = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(try render(template, view, partials) == expected, sourceLocation: sourceLocation)
  #expect(try render(template, Value(view), partials) == expected, sourceLocation: sourceLocation)
}
