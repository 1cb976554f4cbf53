import Crypto
import FoundationEssentials
import HTTP
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

/// What all guests' pages have in common, asked of each of them in every language.
@Suite struct EveryGuestPageTests {
  struct Seen: Sendable {
    let name: String
    let reply: Reply
  }

  /// Every page there is, in each of its states.
  private static func pages(of house: GuestHouse, _ language: String) async throws -> [Seen] {
    let headers = ["Accept-Language": language]
    var seen: [Seen] = []
    func see(_ name: String, _ reply: Reply) { seen.append(Seen(name: name, reply: reply)) }
    func look(_ name: String, _ address: String) async throws { see(name, try await house.get(address, headers)) }
    try await look("owner", "/lan")
    try await look("times", "/lan/intro-call?tz=Europe/Paris")
    try await look("nonsense", "/lan/intro-call?month=9&date=2026-12-05&tz=Mars&duration=7")
    try await look("no time", "/lan/never")
    try await look("zones", "/lan/intro-call/zones")
    try await look("closed", "/lan/off")
    try await look("form", FormPageTests.address)
    let form = GuestHouse.form(changing: ["answer.q": "yes"])
    see(
      "refused",
      try await house.post("/lan/intro-call/book", [("start", "2026-12-03T08:00:00Z"), ("key", "k")], headers))
    let booked = try await house.post("/lan/intro-call/book", form, headers)
    let booking = try #require(booked["Location"])
    let late = GuestHouse.form(key: "form-2", changing: ["answer.q": "no"])
    see("taken", try await house.post("/lan/intro-call/book", late, headers))
    try await look("booking", booking)
    try await look("cancel", booking + "/cancel")
    try await look("move", booking + "/reschedule")
    try await look("move zones", booking + "/zones")
    try await look("move here", booking + "/reschedule?start=2026-12-04T08:00:00Z")
    see("move gone", try await house.post(booking + "/reschedule", [("start", "2026-12-04T08:10:00Z")], headers))
    _ = try await house.post(booking + "/cancel", [("reason", "A strike")])
    try await look("cancelled", booking)
    return seen
  }

  private static func withPages(
    in language: String, templates: String = checkout + "/Templates",
    _ body: @escaping @Sendable (GuestHouse, [Seen]) throws -> Void
  ) async throws {
    let question = Question(id: "q", label: "Really?", kind: .yesNo, isRequired: true)
    try await withGuestHouse(
      { link in
        link.questions = [question]
        link.durations = [30, 60]
        link.color = "#7a4bb0"
        link.description = "Bring *paper*."
      }, templates: templates
    ) { house in
      try await house.add("Never", "never") { $0.hours = WeeklyHours() }
      try await house.add("Off", "off") { $0.isActive = false }
      try body(house, try await pages(of: house, language))
    }
  }

  @Test(arguments: ["en", "vi"])
  func `a page says its language, has one heading and one main part, and is like no other`(language: String)
    async throws
  {
    try await EveryGuestPageTests.withPages(in: language) { _, pages in
      for seen in pages {
        let page = seen.reply.page
        #expect(page.first("/html")?["lang"] == language, "\(seen.name)")
        #expect(page.all("//h1").count == 1 && page.all("//main").count == 1, "\(seen.name)")
        #expect(page.first("//title")?.text.isEmpty == false, "\(seen.name)")
        #expect(seen.reply["Content-Language"] == language, "\(seen.name)")
      }
      #expect(Set(pages.map(\.reply.text)).count == pages.count)
    }
  }

  @Test(arguments: ["en", "vi"])
  func `no value is missing in a sentence, and no word in a language`(language: String) async throws {
    try await EveryGuestPageTests.withPages(in: language) { _, pages in
      let words = Set(Word.allCases.map(\.rawValue))
      for seen in pages {
        let texts = seen.reply.page.all("//body//text() | //@aria-label | //title").map(\.text)
        #expect(!texts.contains { $0.contains("{") || $0.contains("}") }, "\(seen.name)")
        #expect(!texts.contains { words.contains($0) }, "\(seen.name)")
      }
    }
  }

  @Test func `what a policy forbids stands in none, and what it admits is what stands there`() async throws {
    try await EveryGuestPageTests.withPages(in: "en") { _, pages in
      for seen in pages {
        let page = seen.reply.page
        let attributes = Set(page.all("//*").flatMap(\.attributes))
        #expect(!attributes.contains("style") && attributes.filter { $0.hasPrefix("on") }.isEmpty, "\(seen.name)")
        #expect(!page.has("//script[not(@src)]"), "\(seen.name)")
        let policy = try #require(seen.reply["Content-Security-Policy"])
        for style in page.all("//style") {
          let digest = Base64.padded.encode(SHA256.hash(style.text.utf8).bytes)
          #expect(policy.contains("'sha256-\(digest)'"), "\(seen.name)")
        }
        #expect(page.has("//style") == policy.contains("sha256-"), "\(seen.name)")
      }
      let plain = pages.filter { !$0.reply.page.has("//style") }.map(\.name)
      #expect(plain == ["no time", "closed"], "the links without a colour of their own")
    }
  }

  @Test func `ids are given once, labels lead to fields, and drawings are named or passed over`() async throws {
    try await EveryGuestPageTests.withPages(in: "en") { _, pages in
      for seen in pages {
        let page = seen.reply.page
        let ids = page.all("//*[@id]").compactMap { $0["id"] }
        #expect(Set(ids).count == ids.count, "\(seen.name)")
        let named = page.all("//@for | //@aria-labelledby | //@aria-describedby").flatMap {
          $0.text.split(separator: " ")
        }
        #expect(named.allSatisfy { ids.contains(String($0)) }, "\(seen.name)")
        #expect(
          page.all("//svg").allSatisfy { $0["aria-hidden"] == "true" || $0["aria-label"]?.isEmpty == false },
          "\(seen.name)")
        #expect(
          page.all("//a | //button").allSatisfy { !$0.text.isEmpty || $0["aria-label"]?.isEmpty == false },
          "\(seen.name)")
        let skip = try #require(page.first("//body//a"))
        #expect(skip["class"] == "skip" && ids.contains(String(skip["href"]?.dropFirst() ?? "")), "\(seen.name)")
      }
    }
  }

  @Test func `one button a page says the main act`() async throws {
    try await EveryGuestPageTests.withPages(in: "en") { _, pages in
      for seen in pages { #expect(seen.reply.page.all("//*[@class='button']").count <= 1, "\(seen.name)") }
    }
  }

  @Test func `every address of ours leads somewhere`() async throws {
    try await EveryGuestPageTests.withPages(in: "en") { house, pages in
      var paths: Set<String> = []
      for seen in pages {
        for link in seen.reply.page.all("//a[starts-with(@href, '/')]/@href | //form/@action | //link/@href") {
          paths.insert(String(link.text.prefix { $0 != "?" && $0 != "#" }))
        }
      }
      #expect(paths.count > 10)
      for path in paths where !path.hasPrefix("/assets/") {
        #expect(
          house.ready(path) != nil || Route(path.dropFirst().split(separator: "/").map(String.init)) != nil, "\(path)")
      }
    }
  }

  @Test func `read from right to left nothing breaks and drawings are mirrored`() async throws {
    let folder = try Scratch(copyOf: checkout + "/Templates")
    let english = try folder.read("locales/en.json")
    try folder.write(
      "locales/ar.json", english.replacing("\"layout.direction\": \"ltr\"", with: "\"layout.direction\": \"rtl\""))
    try await EveryGuestPageTests.withPages(in: "ar", templates: folder.path) { _, pages in
      #expect(pages.allSatisfy { $0.reply.page.first("/html")?["dir"] == "rtl" })
      let form = try #require(pages.first { $0.name == "form" }).reply.page
      #expect(form.all("//svg[@role='img']/text[@y='10']").map(\.text) == ["0", "6", "12", "18", "24"])
      #expect(form.first("//svg[@role='img']/text[@y='10']")?["x"] == "100%")
    }
    withExtendedLifetime(folder) {}
  }

  /// Everything that a first visit brings: page, look, drawings and scripts, each as it goes over the wire.
  @Test(arguments: ["en", "vi"])
  func `a first visit weighs less than thirty kilobytes`(language: String) async throws {
    try await withGuestHouse({ link in
      link.description = String(repeating: "Bring *paper*, ink and time. ", count: 12)
      link.durations = [30, 60]
      link.increment = 15
    }) { house in
      let headers = ["Accept-Language": language, "Accept-Encoding": "gzip"]
      let address = "/lan/intro-call?date=2026-12-03&tz=Europe/Paris"
      _ = try await house.get(address, headers)
      let page = try await house.get(address, headers)
      #expect(page["Content-Encoding"] == "gzip")
      let sheet = try #require(try await house.get(address).page.first("//link[@rel='stylesheet']")?["href"])
      let look = try await house.get(sheet, headers)
      let files = try ["js/booker.js", "js/swap.js", "js/habits.js", "img/mark.svg"].map { file in
        try Data(contentsOf: URL(filePath: checkout + "/Public/" + file)).count + 600
      }
      #expect(page.size + look.size + files.reduce(0, +) < 30_000)
    }
  }
}
