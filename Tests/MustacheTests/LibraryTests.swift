import FoundationEssentials
import Mustache
import Testing

@Suite struct `A library` {
  @Test func `is a folder of templates, named by their paths, with its words`() throws {
    let folder = try TemporaryFolder([
      "home.mustache": "{{<parts/layout}}{{$body}}{{t.hello}}, {{title}}{{/body}}{{/parts/layout}}",
      "parts/layout.mustache": "<{{$body}}{{/body}}>", "letters/booked.text.mustache": "{{title}}",
      "locales/en.json": #"{"hello": "Hello"}"#, "locales/vi.json": #"{"hello": "Chào"}"#,
      "README.md": "{{", "parts/.layout.mustache.swp": "{{", "locales/old/xx.json": "{",
    ])
    let library = try Library(folder: folder.path)
    #expect(library.names == ["home", "letters/booked.text", "parts/layout"])
    #expect(library.locales.languages == ["en", "vi"])
    let home = try library.bind("home", to: Day.self)
    let bytes = try home.render(Day(title: "Ben"), in: library.locales["vi"])
    #expect(String(decoding: bytes, as: UTF8.self) == "<Chào, Ben>")
  }

  @Test func `tells the file in which a fault is`() throws {
    let folder = try TemporaryFolder(["guest/home.mustache": "{{#a}}", "locales/en.json": "{}"])
    let template = fault { _ = try Library(folder: folder.path) }
    #expect(
      template?.description
        == "\(folder.path)/guest/home.mustache:1:1: {{/a}} is missing: what opens here is never closed")
    try folder.write("{{titel}}", to: "guest/home.mustache")
    let library = try Library(folder: folder.path)
    let key = fault { _ = try library.bind("guest/home", to: Day.self) }
    #expect(key?.description == "\(folder.path)/guest/home.mustache:1:1: titel is not a key of Day")
    #expect(key?.name == "guest/home")
    try folder.write("{", to: "locales/en.json")
    let words = fault { _ = try Library(folder: folder.path) }
    #expect(words?.description == "\(folder.path)/locales/en.json:1:2: a key in quotes is missing")
  }

  @Test func `may be reached by a link`() throws {
    let folder = try TemporaryFolder(["real/guest/home.mustache": "Hi"])
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/real")
    #expect(try Library(folder: link).names == ["guest/home"])
  }

  @Test func `is not there without its folder`() {
    let fault = fault { _ = try Library(folder: "/nowhere") }
    #expect(fault?.description == "/nowhere:1:1: the folder of templates cannot be read")
  }
}

@Suite struct `Live templates` {
  private struct Pages: Sendable {
    let home: Bound<Day>
    let words: Words

    init(_ library: Library) throws(Fault) {
      home = try library.bind("home")
      words = library.locales["en"]
    }

    var text: String {
      get throws { String(decoding: try home.render(Day(title: "Ben"), in: words), as: UTF8.self) }
    }
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "home.mustache": "Hi {{title}}{{>end}}", "end.mustache": ".", "locales/en.json": #"{"hello": "Hello"}"#,
    ])
  }

  private func live(isWatching: Bool = true) throws -> Live<Pages> {
    try Live(folder: folder.path, isWatching: isWatching, bind: Pages.init)
  }

  @Test func `stay while nothing changes`() throws {
    let live = try live()
    #expect(try live.refresh() == false)
    #expect(try live.current.text == "Hi Ben.")
  }

  @Test func `follow a change of a template, a partial or the words`() throws {
    let live = try live()
    try folder.write("{{t.hello}} {{title}}{{>end}}", to: "home.mustache")
    #expect(try live.current.text == "Hi Ben.")
    #expect(try live.refresh())
    #expect(try live.current.text == "Hello Ben.")
    try folder.write("!", to: "end.mustache")
    #expect(try live.refresh())
    try folder.write(#"{"hello": "Ahoy"}"#, to: "locales/en.json")
    #expect(try live.refresh())
    #expect(try live.current.text == "Ahoy Ben!")
    #expect(try live.refresh() == false)
  }

  @Test func `follow a new file and a missing one`() throws {
    let live = try live()
    try folder.write("?", to: "other.mustache")
    #expect(try live.refresh())
    try folder.remove("end.mustache")
    #expect(fault { try live.refresh() }?.sentence == "there is no template end")
    #expect(try live.current.text == "Hi Ben.")
  }

  @Test func `keep what was good until a fault is mended, and tell it each time`() throws {
    let live = try live()
    try folder.write("{{titel}}", to: "home.mustache")
    for _ in 0..<2 {
      let fault = fault { try live.refresh() }
      #expect(fault?.description == "\(folder.path)/home.mustache:1:1: titel is not a key of Day")
      #expect(try live.current.text == "Hi Ben.")
    }
    try folder.write("Mended", to: "home.mustache")
    #expect(try live.refresh())
    #expect(try live.current.text == "Mended")
    #expect(try live.refresh() == false)
  }

  @Test func `never change where nobody watches`() throws {
    let live = try live(isWatching: false)
    try folder.write("{{titel}}", to: "home.mustache")
    #expect(try live.refresh() == false)
    #expect(try live.current.text == "Hi Ben.")
  }

  @Test func `do not start with a fault`() throws {
    try folder.write("{{titel}}", to: "home.mustache")
    #expect(fault { _ = try live() } != nil)
  }
}

/// A folder that goes with the test.
private final class TemporaryFolder: Sendable {
  let path: String

  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.path + "/mustache-" + UUID().uuidString
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Replaces the file as an editor does.
  func write(_ text: String, to name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }
}
