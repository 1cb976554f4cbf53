import Scheduling
import Testing

@Suite struct SlugTests {
  @Test(arguments: [
    ("Intro call", "intro-call"), ("Đánh giá", "danh-gia"), ("Đa\u{0301}nh giá 1:1", "danh-gia-1-1"),
    ("Größe & Maße", "grosse-masse"), ("Œuvre à l’œil", "oeuvre-a-loeil"), ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
    ("Şişli İĞDIR ığdır", "sisli-igdir-igdir"), ("Þór & Æsir", "thor-aesir"), ("ﬁne ＡＢＣ", "fine-abc"),
    ("  -- Hello --  world!! ", "hello-world"), ("30 minutes", "30-minutes"), ("٣٠ دقيقة", "30"),
    ("Überraschung—jetzt", "uberraschung-jetzt"), ("don't", "dont"), ("Nghiên cứu", "nghien-cuu"),
    ("日本語", "meeting"), ("", "meeting"), ("👩🏽‍💻", "meeting"), ("ðŋß", "dnss"),
  ])
  func `a title is folded to plain letters`(title: String, slug: String) {
    #expect(Slug(of: title).text == slug)
  }

  @Test func `a long title is cut between words, and one long word inside`() {
    let words = Slug(of: String(repeating: "word ", count: 100)).text
    #expect(words.utf8.count <= 60)
    #expect(words.hasSuffix("-word"))
    #expect(Slug(of: String(repeating: "x", count: 10_000)).text.utf8.count == 60)
  }

  @Test(arguments: ["a", "0", "intro", "a-b", "a--b", " Intro ", String(repeating: "a", count: 100)])
  func `what the database takes is a slug`(_ typed: String) throws {
    let slug = try #require(Slug(typed)).text
    #expect(slug.wholeMatch(of: /[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?/) != nil)
  }

  @Test(arguments: [
    "", " ", "-", "-a", "a-", "a b", "a/b", "ä", "a_b", "a.b", "a\u{0}", "..", "%2e",
    String(repeating: "a", count: 101), "а",
  ])
  func `what it does not take is none`(_ typed: String) {
    #expect(Slug(typed) == nil)
  }

  @Test(arguments: [
    ("Deep Talk", "deep-talk"), ("  deep   talk ", "deep-talk"), ("Đánh giá", "danh-gia"), ("đánh-giá", "danh-gia"),
    ("Đa\u{0301}nh gia\u{0301}", "danh-gia"), ("Größe", "grosse"), ("a - b", "a-b"), ("a--b", "a--b"),
    ("Talk 30", "talk-30"),
    ("a\u{A0}b", "a-b"), ("intro-call", "intro-call"),
  ])
  func `an address is folded as people write it`(_ typed: String, _ slug: String) {
    #expect(Slug(folding: typed)?.text == slug)
  }

  @Test(arguments: [
    "", " ", "-", "- -", "-a", "a-", "a/b", "a_b", "a.b", "a\u{0}b", "%2e", "дом", "日本", "don't", "1:1", "👩🏽‍💻",
    "a\u{200B}b",
    String(repeating: "ß", count: 51),
  ])
  func `an address with more than spaces and marks to it is none`(_ typed: String) {
    #expect(Slug(folding: typed) == nil)
  }

  @Test func `a slug that is taken gets the first free number`() throws {
    let slug = try #require(Slug("intro"))
    #expect(slug.free(among: ["other"]).text == "intro")
    #expect(slug.free(among: ["intro"]).text == "intro-2")
    #expect(slug.free(among: ["intro", "intro-2", "intro-4"]).text == "intro-3")
    let long = try #require(Slug(String(repeating: "a", count: 100)))
    let next = long.free(among: [long.text]).text
    #expect(next.utf8.count == 100)
    #expect(next.hasSuffix("a-2"))
  }

  @Test(arguments: [
    ("intro-2", "intro"), ("intro-19", "intro"), ("intro", "intro"), ("a-1", "a-1"), ("march-2026", "march-2026"),
    ("2", "2"), ("a--2", "a--2"), ("x-2-2", "x-2"),
  ])
  func `a copy's number is not part of its name`(slug: String, stem: String) throws {
    #expect(try #require(Slug(slug)).withoutNumber.text == stem)
  }
}
