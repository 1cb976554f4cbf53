import Outbound
import Testing

@Suite struct SMTPServerTests {
  @Test(arguments: [
    ("smtp://mail.example.com", "mail.example.com", 587, SMTPServer.Security.startTLS),
    ("smtp://mail.example.com:2525", "mail.example.com", 2525, .startTLS),
    ("smtps://mail.example.com/", "mail.example.com", 465, .implicitTLS),
    ("SMTPS://Mail.Example.com:26", "mail.example.com", 26, .implicitTLS),
    ("smtp://localhost", "localhost", 25, .plainOnLoopback),
    ("smtp://mail.localhost:1025", "mail.localhost", 1025, .plainOnLoopback),
    ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, .plainOnLoopback),
    ("smtp://[::1]:1025", "[::1]", 1025, .plainOnLoopback),
    ("smtp://127.1", "127.0.0.1", 25, .plainOnLoopback), ("smtps://localhost", "localhost", 465, .implicitTLS),
    ("smtp://10.0.0.1", "10.0.0.1", 587, .startTLS),
    ("smtp://localhost.example.com", "localhost.example.com", 587, .startTLS),
    ("smtp://anna:secret@mail.example.com:587", "mail.example.com", 587, .startTLS),
    ("smtp://anna%40example.com:p%40ss@mail.example.com", "mail.example.com", 587, .startTLS),
  ])
  func `a setting is read`(text: String, host: String, port: Int, security: SMTPServer.Security) throws {
    let server = try SMTPServer(text)
    #expect(server.host == host)
    #expect(server.port == port)
    #expect(server.security == security)
  }

  @Test(arguments: [
    ("", SMTPServerRefusal.malformed), ("mail.example.com", .malformed), ("smtp://", .malformed),
    ("smtp://mail example.com", .malformed), ("smtp://mail.example.com:99999", .malformed),
    ("smtp://a\r\nb", .malformed),
    ("http://mail.example.com", .badScheme), ("maildir:var/mail", .badScheme), ("imap://mail.example.com", .badScheme),
    ("smtp://mail.example.com/path", .surplus), ("smtp://mail.example.com/?a=b", .surplus),
    ("smtp://mail.example.com/#a", .surplus), ("smtp://anna;AUTH=NTLM:secret@mail.example.com", .surplus),
    ("smtp://anna@mail.example.com", .badLogin), ("smtp://:secret@mail.example.com", .badLogin),
    ("smtp://anna:a%0D%0Ab@mail.example.com", .badLogin), ("smtp://anna:a%00b@mail.example.com", .badLogin),
  ])
  func `a setting that names no mail server is refused`(text: String, refusal: SMTPServerRefusal) {
    #expect(throws: refusal) { try SMTPServer(text) }
  }

  @Test func `name and password are not printed`() throws {
    let server = try SMTPServer("smtp://anna:secret@mail.example.com")
    var dumped = ""
    dump(server, to: &dumped)
    #expect("\(server)" == "smtp://mail.example.com:587")
    for text in ["\(server)", "\([server])", dumped] { #expect(!text.contains("anna") && !text.contains("secret")) }
  }
}
