import HTTP
import TestSupport
import Testing
import Web

@Suite struct HomeTests {
  let site: Site

  init() throws { site = try theSite() }

  @Test func `it says what Calento is and how to get in`() throws {
    let reply = try site.ask("GET /")
    #expect(reply.status == 200)
    #expect(reply["Content-Type"] == "text/html; charset=utf-8")
    #expect(reply.page.first("//h1")?.text == "One link to your free time.")
    #expect(reply.page.first("//main//a[@class='button']")?["href"] == "/signup")
    #expect(reply.page.first("//header//a[@href='/login']")?.text == "Sign in")
  }

  @Test(arguments: ["calento", "__Host-calento"])
  func `who came in before finds the way to their desk instead`(cookie: String) throws {
    let reply = try site.ask("GET /", ["Cookie": "\(cookie)=a.b.c"])
    #expect(reply.page.first("//main//a[@class='button']")?["href"] == "/app")
    #expect(!reply.page.has("//a[@href='/login' or @href='/signup']"))
    #expect(try reply["ETag"] != site.ask("GET /")["ETag"])
    #expect(try site.ask("GET /", ["Cookie": "\(cookie)="]).page.has("//a[@href='/login']"))
  }

  @Test func `one button a view says the main act`() throws {
    let page = try site.ask("GET /").page
    #expect(
      page.all("//*[contains(concat(' ', @class, ' '), ' button ')]").map { $0["class"] }
        .filter { $0 == "button" }.count == 1)
  }

  @Test func `its picture is one for people who cannot see it, and nothing in it takes a key`() throws {
    let page = try site.ask("GET /").page
    #expect(page.first("//*[@role='img']")?["aria-label"]?.contains("Lan Nguyen") == true)
    #expect(page.has("//*[@role='img']//*[@aria-hidden='true']//table"))
    #expect(!page.has("//*[@role='img']//*[@href or @tabindex]"))
  }

  @Test(arguments: [
    (nil, "en"), ("vi", "vi"), ("vi-VN,vi;q=0.9,en;q=0.8", "vi"), ("en-GB,en;q=0.9,vi;q=0.8", "en"),
    ("de,vi;q=0.1", "vi"), ("de", "en"), ("vi;q=0", "en"), ("*", "en"), (";;q=x,,", "en"),
  ])
  func `the reader's language is picked`(asked: String?, got: String) throws {
    let reply = try site.ask("GET /", asked.map { ["Accept-Language": $0] } ?? [:])
    #expect(reply.page.first("/html")?["lang"] == got)
    #expect(reply["Content-Language"] == got)
    #expect(reply.varies == ["accept-encoding", "accept-language", "cookie"])
  }

  @Test func `a browser that has it is told so`() throws {
    let first = try site.ask("GET /")
    let tag = try #require(first["ETag"])
    let second = try site.ask("GET /", ["If-None-Match": tag])
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
    #expect(second["ETag"] == tag)
    #expect(second["Cache-Control"] == "private, no-cache")
  }

  @Test func `what it has in another language does not count`() throws {
    let tag = try #require(try site.ask("GET /")["ETag"])
    #expect(try site.ask("GET /", ["If-None-Match": tag, "Accept-Language": "vi"]).status == 200)
  }

  @Test func `whoever wants a state that is gone is refused`() throws {
    #expect(try site.ask("GET /", ["If-Match": "\"gone\""]).status == 412)
  }

  @Test func `it comes packed to whoever takes that, under a name of its own`() throws {
    let plain = try site.ask("GET /")
    let packed = try site.ask("GET /", ["Accept-Encoding": "gzip, br"])
    #expect(plain["Content-Encoding"] == nil)
    #expect(packed["Content-Encoding"] == "gzip")
    #expect(packed.body.starts(with: [0x1f, 0x8b]) && packed.body.count < plain.body.count)
    #expect(packed["ETag"] != plain["ETag"])
    #expect(try site.ask("GET /", ["Accept-Encoding": "gzip;q=0"])["Content-Encoding"] == nil)
  }
}
