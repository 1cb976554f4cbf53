import Glibc
import HTTP
import TestSupport
import Testing

@testable import Server

/// Files of a folder: where they are found, and what is said about them.
struct AssetTests {
  private let folder = TemporaryFolder()
  private let style = String(repeating: "a { color: red }\n", count: 200)

  init() {
    folder.write("css/calento.css", style)
    folder.write("css/theme.css", "b {}")
    folder.write("js/app.js", "1")
    folder.write("img/logo.png", [0x89, 0x50])
    folder.write("robots.txt", "User-agent: *\n")
    folder.write("openapi.json", "{}")
    folder.write("favicon.ico", [0, 0])
    folder.touch("robots.txt", 784_111_777)
  }

  @Test func `an address carries the hash of the whole folder`() throws {
    let assets = try Assets(folder: folder.path)
    let address = try #require(assets.address(of: "css/calento.css"))
    #expect(address.wholeMatch(of: /\/assets\/[0-9a-f]{16}\/css\/calento\.css/) != nil)
    #expect(assets.address(of: "css/none.css") == nil)
    #expect(try Assets(folder: folder.path).address(of: "css/calento.css") == address)
    folder.write("css/theme.css", "c {}")
    #expect(try Assets(folder: folder.path).address(of: "css/calento.css") != address)
  }

  @Test func `a file at its address may be kept for ever`() throws {
    let assets = try Assets(folder: folder.path)
    let address = try #require(assets.address(of: "css/calento.css"))
    let response = try #require(assets.answer(.get(address)))
    #expect(response.status == .ok)
    #expect(response.bytes == Array(style.utf8))
    #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
    #expect(response.headers[.contentType] == "text/css; charset=utf-8")
    #expect(response.headers[.vary] == "Accept-Encoding")
    #expect(response.headers[.etag]?.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
  }

  @Test func `an address of another edition gives today's file, to be asked about each time`() throws {
    let assets = try Assets(folder: folder.path)
    let response = try #require(assets.answer(.get("/assets/0123456789abcdef/js/app.js")))
    #expect(response.headers[.cacheControl] == "no-cache")
  }

  @Test(arguments: ["/robots.txt", "/openapi.json", "/favicon.ico"])
  func `a file at the top is found without a hash, and kept for a while`(path: String) throws {
    let response = try #require(try Assets(folder: folder.path).answer(.get(path)))
    #expect(response.headers[.cacheControl] == "public, max-age=3600")
  }

  @Test(arguments: [
    ("css/a.css", "text/css; charset=utf-8"), ("a.js", "text/javascript; charset=utf-8"), ("a.PNG", "image/png"),
    ("a.svg", "image/svg+xml"), ("a.woff2", "font/woff2"), ("a.webmanifest", "application/manifest+json"),
    ("a.ics", "text/calendar; charset=utf-8"), ("a.unknown", "application/octet-stream"),
    ("LICENSE", "application/octet-stream"),
  ])
  func `the name says the type`(name: String, type: String) {
    #expect(MediaTypes.type(ofFile: name) == type)
  }

  /// What a request target can look like; dot segments, NUL and other dirt do not even get through the parser.
  @Test(arguments: [
    "/", "/css", "/css/", "/css/calento.css", "/robots.txt/", "/robots.txt%20", "/%72obots.txt", "/robots%2Etxt",
    "//robots.txt", "/assets", "/assets/", "/assets/HASH", "/assets/HASH/", "/assets/HASH/css", "/assets/HASH/css/",
    "/assets/HASH//css/calento.css", "/assets/HASH/css//calento.css", "/assets/HASH/css/calento.css/",
    "/assets/HASH/%63ss/calento.css", "/assets/HASH/css/calento%2Ecss", "/assets/HASH/.hidden",
    "/assets/HASH/.git/config", "/assets/HASH/outside.txt", "/assets/HASH/etc/passwd", "/assets/HASH/dangling.txt",
    "/assets/HASH/with%20space.txt", "/assets/css/calento.css", "/assets/0123/css/calento.css",
    "/assets/0123456789ABCDEF/css/calento.css", "/assets/0123456789abcdefg/css/calento.css",
    "/assets/HASH/css/calento.css.gz.gz", "/.hidden", "/assets/HASH/fifo",
  ])
  func `what is not in the table is nobody's file`(path: String) throws {
    let outside = TemporaryFolder()
    outside.write("outside.txt", "secret")
    folder.write(".hidden", "secret")
    folder.write(".git/config", "secret")
    folder.write("with space.txt", "odd")
    folder.link("outside.txt", to: "\(outside.path)/outside.txt")
    folder.link("etc", to: "/etc")
    folder.link("dangling.txt", to: "\(folder.path)/nothing")
    mkfifo("\(folder.path)/fifo", 0o644)
    let assets = try Assets(folder: folder.path)
    let address = try #require(assets.address(of: "robots.txt"))
    let hash = address.split(separator: "/")[1]
    let target = path.replacing("HASH", with: hash)
    #expect(assets.answer(.get(target)) == nil)
  }

  @Test func `a link within the folder is followed`() throws {
    folder.link("css/same.css", to: "calento.css")
    #expect(try Assets(folder: folder.path).address(of: "css/same.css") != nil)
  }

  @Test func `only reading is allowed`() throws {
    let assets = try Assets(folder: folder.path)
    let post = try #require(assets.answer(.get("/robots.txt", method: "POST")))
    #expect(post.status == .methodNotAllowed)
    #expect(post.headers[.allow] == "GET, HEAD, OPTIONS")
    let options = try #require(assets.answer(.get("/robots.txt", method: "OPTIONS")))
    #expect(options.status == .noContent)
    #expect(options.headers[.allow] == "GET, HEAD, OPTIONS")
  }

  @Test func `text is compressed at start, and each coding has a tag of its own`() async throws {
    let assets = try Assets(folder: folder.path)
    let address = try #require(assets.address(of: "css/calento.css"))
    let plain = try #require(assets.answer(.get(address)))
    let coded = try #require(assets.answer(.get(address, "Accept-Encoding: br, gzip")))
    #expect(coded.headers[.contentEncoding] == "gzip")
    #expect(coded.bytes.starts(with: [0x1F, 0x8B]))
    #expect(coded.bytes.count < plain.bytes.count / 10)
    #expect(coded.headers[.vary] == "Accept-Encoding")
    #expect(coded.headers[.etag] != plain.headers[.etag])
    #expect(try await gunzipped(coded.bytes) == plain.bytes)
    for path in ["js/app.js", "img/logo.png"] {
      let address = try #require(assets.address(of: path))
      let response = try #require(assets.answer(.get(address, "Accept-Encoding: gzip")))
      #expect(response.headers[.contentEncoding] == nil)
      #expect(response.headers[.vary] == nil)
    }
  }

  @Test func `siblings made by others are used`() throws {
    folder.write("js/app.js.br", "brotli")
    folder.write("js/app.js.gz", "gzip")
    folder.write("alone.gz", "an archive")
    let assets = try Assets(folder: folder.path)
    let address = try #require(assets.address(of: "js/app.js"))
    #expect(assets.answer(.get(address, "Accept-Encoding: gzip, br"))?.bytes == Array("brotli".utf8))
    #expect(assets.answer(.get(address, "Accept-Encoding: gzip"))?.bytes == Array("gzip".utf8))
    #expect(assets.answer(.get(address))?.bytes == Array("1".utf8))
    #expect(assets.address(of: "js/app.js.gz") == nil)
    #expect(assets.address(of: "alone.gz") != nil)
  }

  @Test func `what finds no room in memory is sent from its file`() throws {
    let folder = try AssetFolder(self.folder.path)
    let entry = try #require(try folder.scan().first { $0.path == "css/calento.css" })
    var memory = 4000
    let kept = try AssetFile(entry, in: folder, codedBeside: [], memory: &memory)
    #expect(kept.coded.map(\.coding) == ["gzip"])
    #expect(memory < 4000 - style.utf8.count)
    let file = try AssetFile(entry, in: folder, codedBeside: [], memory: &memory)
    guard case .file(let part) = file.plain else {
      Issue.record("it was kept in memory")
      return
    }
    #expect(part.count == style.utf8.count)
  }

  @Test func `a folder that is none stops the start`() {
    let error = #expect(throws: ServerError.self) { try Assets(folder: "/nowhere/at/all") }
    #expect(error?.description == "there is no folder /nowhere/at/all to serve files from")
  }

  @Test func `a live folder shows what was changed, and nothing of it is kept`() throws {
    let assets = try Assets(folder: folder.path, isLive: true)
    let before = try #require(assets.address(of: "js/app.js"))
    #expect(assets.answer(.get(before))?.headers[.cacheControl] == "no-cache")
    folder.write("js/app.js", "22")
    folder.write("js/new.js", "3")
    let after = try #require(assets.address(of: "js/app.js"))
    #expect(after != before)
    #expect(assets.answer(.get(after))?.bytes == Array("22".utf8))
    let new = try #require(assets.address(of: "js/new.js"))
    #expect(assets.answer(.get(new))?.bytes == Array("3".utf8))
    #expect(assets.answer(.get("/robots.txt"))?.headers[.cacheControl] == "no-cache")
  }

  @Test func `a fixed folder stays what it was`() throws {
    let assets = try Assets(folder: folder.path)
    let address = try #require(assets.address(of: "js/app.js"))
    folder.write("js/app.js", "22")
    #expect(assets.answer(.get(address))?.bytes == Array("1".utf8))
  }
}
