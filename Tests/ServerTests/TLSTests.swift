import COpenSSL
import Glibc
import HTTP
import TestSupport
import Testing

@testable import Server

/// TLS over real sockets, with certificates made for the occasion.
struct TLSTests {
  private let folder = TemporaryFolder()

  private func configuration() async throws -> ServerConfiguration {
    ServerConfiguration(tls: try await Certificates.make("anna.test", in: folder))
  }

  @Test(arguments: [(TLS1_3_VERSION, "TLSv1.3"), (TLS1_2_VERSION, "TLSv1.2")])
  func `a page comes over TLS`(maximum: Int32, version: String) async throws {
    let handler = ClosureHandler { .now(.text($0.scheme.rawValue)) }
    try await withServer(try await configuration(), handling: handler) { server in
      let client = try TLSClient(to: server.port, maximum: maximum)
      try #require(try await client.shakeHands())
      #expect(client.version == version)
      #expect(client.agreedProtocol == "http/1.1")
      #expect(client.serverName == "anna.test")
      client.send("GET / HTTP/1.1\r\nHost: anna.test\r\nConnection: close\r\n\r\n")
      let (bytes, saidGoodbye) = try await client.receiveAll()
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasSuffix("\r\n\r\nhttps"))
      #expect(text.contains("Strict-Transport-Security: max-age=31536000\r\n"))
      #expect(saidGoodbye)
    }
  }

  @Test(arguments: [TLS1_3_VERSION, TLS1_2_VERSION])
  func `who comes back need not begin anew`(maximum: Int32) async throws {
    try await withServer(try await configuration()) { server in
      let first = try TLSClient(to: server.port, maximum: maximum)
      try #require(try await first.shakeHands())
      first.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      _ = try await first.receiveAll()
      #expect(!first.isResumed)
      let second = try TLSClient(to: server.port, maximum: maximum)
      second.resume(first)
      try #require(try await second.shakeHands())
      #expect(second.isResumed)
    }
  }

  @Test func `an old version is refused`() async throws {
    try await withServer(try await configuration()) { server in
      let client = try TLSClient(to: server.port, maximum: TLS1_1_VERSION)
      #expect(try await client.shakeHands() == false)
    }
  }

  @Test(arguments: [([], true, ""), (["h2", "http/1.1"], true, "http/1.1"), (["h2"], false, "")])
  func `the protocol is HTTP/1.1 or none`(offer: [String], succeeds: Bool, chosen: String) async throws {
    try await withServer(try await configuration()) { server in
      let client = try TLSClient(to: server.port, offering: offer)
      #expect(try await client.shakeHands() == succeeds)
      if succeeds { #expect(client.agreedProtocol == chosen) }
    }
  }

  @Test func `large answers come whole, from memory and from a file`() async throws {
    let site = TemporaryFolder()
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    site.write("large.png", bytes)
    let assets = try Assets(folder: site.path)
    let handler = ClosureHandler { _ in .now(Response(type: "image/png", bytes: bytes)) }
    try await withServer(try await configuration(), assets: assets, handling: handler) { server in
      for path in ["/large.png", "/memory"] {
        let client = try TLSClient(to: server.port)
        try #require(try await client.shakeHands())
        client.send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let received = try await client.receiveAll().bytes
        let isWhole = Array(received.suffix(bytes.count)) == bytes
        #expect(isWhole)
      }
    }
  }

  @Test func `keys are not agreed on anew`() async throws {
    try await withServer(try await configuration()) { server in
      let client = try TLSClient(to: server.port, maximum: TLS1_2_VERSION)
      try #require(try await client.shakeHands())
      #expect(try await client.renegotiate() == false)
    }
  }

  @Test func `a handshake that takes too long is cut off`() async throws {
    try await withServer(try await configuration()) { server in
      let client = try server.connect()
      await server.until("http_connections_open", is: 1)
      await server.turn()
      server.clock.advance(by: .milliseconds(9990))
      await server.turn()
      #expect(!client.hasSomething)
      server.clock.advance(by: .milliseconds(20))
      #expect(try await client.receiveAll().isEmpty)
    }
  }

  @Test func `plain HTTP on the port is cut off`() async throws {
    try await withServer(try await configuration()) { server in
      let client = try server.connect()
      client.get("/")
      _ = try await client.receiveAll()
      await server.until("http_connections_open", is: 0)
    }
  }

  @Test func `a new certificate serves new connections, the old one those that are open`() async throws {
    let configuration = try await configuration()
    let files = try #require(configuration.tls)
    try await withServer(configuration) { server in
      let old = try TLSClient(to: server.port)
      try #require(try await old.shakeHands())
      let fresh = try await Certificates.make("ben.test", in: folder)
      rename(fresh.certificate, files.certificate)
      #expect(throws: ServerError.self) { try server.server.reloadCertificate() }
      let between = try TLSClient(to: server.port)
      try #require(try await between.shakeHands())
      #expect(between.serverName == "anna.test")
      rename(fresh.key, files.key)
      try server.server.reloadCertificate()
      let new = try TLSClient(to: server.port)
      try #require(try await new.shakeHands())
      #expect(new.serverName == "ben.test")
      old.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(String(decoding: try await old.receiveAll().bytes, as: UTF8.self).hasSuffix("hello"))
    }
  }

  @Test func `what is wrong with the files is said before anything listens`() async throws {
    let good = try await Certificates.make("anna.test", in: folder)
    let other = try await Certificates.make("ben.test", in: folder)
    folder.write("empty.crt", "")
    expect(TLSFiles(certificate: "\(folder.path)/none", key: good.key), "cannot read the certificate chain")
    expect(TLSFiles(certificate: "\(folder.path)/empty.crt", key: good.key), "cannot read the certificate chain")
    expect(TLSFiles(certificate: good.certificate, key: "\(folder.path)/none"), "cannot use the key")
    expect(TLSFiles(certificate: good.certificate, key: good.certificate), "cannot use the key")
    expect(TLSFiles(certificate: good.certificate, key: other.key), "key")
  }

  private func expect(_ files: TLSFiles, _ sentence: String) {
    let error = #expect(throws: ServerError.self) { try TLSContext(files) }
    #expect(error?.description.contains(sentence) == true)
    #expect(error?.description.contains(folder.path) == true)
  }

  @Test func `a sealed key is refused instead of asked for`() async throws {
    let good = try await Certificates.make("anna.test", in: folder)
    let sealed = "\(folder.path)/sealed.key"
    let openssl = try ChildProcess(
      "openssl", ["ec", "-in", good.key, "-out", sealed, "-aes128", "-passout", "pass:secret"])
    _ = try await openssl.finish()
    expect(TLSFiles(certificate: good.certificate, key: sealed), "cannot use the key")
  }
}
