import FoundationEssentials
import Store
import TestDatabases
import TestSupport
import Testing

/// Letters looked at from the shell.
@Suite struct `mail preview` {
  private func run(
    _ arguments: [String], in folder: ScratchFolder? = nil, environment: [String: String] = [:]
  ) async throws -> (ending: ChildProcess.Ending, output: String, errors: String) {
    let folder = try folder ?? CalentoServer.folder()
    return try await ChildProcess(
      CalentoServer.program, ["mail"] + arguments, environment: environment, directory: folder.path
    ).finish()
  }

  @Test(arguments: LetterTemplate.allCases)
  func `shows the message as it would leave`(template: LetterTemplate) async throws {
    let shown = try await run(
      ["preview", template.rawValue, "--to", "owner", "--language", "vi"],
      environment: ["MAIL_FROM": "Books <books@example.org>"])
    #expect(shown.ending == .exited(0))
    #expect(shown.output.contains("From: Books <books@example.org>\r\n"))
    let letter = try #require(try await ReadLetter.read([Array(shown.output.utf8)]).first)
    #expect(letter.to == "lan@nguyen.example")
    #expect(HTML(Array(letter.html.utf8)).first("/html")?["lang"] == "vi")
  }

  @Test func `shows one part of it`() async throws {
    let page = try await run(["preview", "booking_confirmed", "--part", "html"]).output
    #expect(HTML(Array(page.utf8)).all("//h1").count == 1)
    let text = try await run(["preview", "booking_confirmed", "--part", "text"]).output
    #expect(text.hasPrefix("You meet Lan Nguyen on Thursday 3 December"))
    let calendar = try await run(["preview", "booking_cancelled", "--part=calendar"]).output
    #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\n") && calendar.contains("METHOD:CANCEL\r\n"))
  }

  @Test func `writes every part of every letter to every reader`() async throws {
    let folder = try CalentoServer.folder()
    let listed = try await run(["preview", "--into", "out/letters"], in: folder).output.split(separator: "\n")
    let pages = listed.filter { $0.hasSuffix(".html") }
    #expect(pages.count == LetterTemplate.allCases.count * 3 + AccountTemplate.allCases.count)
    let written = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out/letters")
    #expect(Set(written) == Set(listed.map { String($0.dropFirst("out/letters/".count)) }))
  }

  @Test(arguments: [
    ([], "mail takes preview"), (["preview"], "mail preview needs a TEMPLATE: booking_confirmed, "),
    (["preview", "booking_sung"], "there is no letter 'booking_sung', only booking_confirmed, "),
    (["preview", "booking_confirmed", "--to", "mum"], "--to takes one of guest, companion, owner, not 'mum'"),
    (["preview", "booking_confirmed", "--part", "pdf"], "--part takes one of message, html, text, calendar"),
  ])
  func `bad usage is one line and status 2`(arguments: [String], complaint: String) async throws {
    let refused = try await run(arguments)
    #expect(refused.ending == .exited(2))
    #expect(refused.errors.contains(complaint) && refused.errors.split(separator: "\n").count == 1)
    #expect(refused.output.isEmpty)
  }

  @Test func `a part that a letter does not have is missed in one line`() async throws {
    let missing = try await run(["preview", "booking_pending", "--part", "calendar"])
    #expect(missing.ending == .exited(1))
    #expect(missing.errors == "calento: booking_pending has no such part\n")
  }

  @Test func `a broken template is told with its place, and stops a start`() async throws {
    let folder = try CalentoServer.folder()
    try FileManager.default.removeItem(atPath: folder.path + "/Templates")
    try FileManager.default.copyItem(atPath: Checkout.root + "/Templates", toPath: folder.path + "/Templates")
    try folder.write("{{! Broken. }}\n<p>{{no_such_key}}</p>\n", to: "Templates/letters/booking_declined.mustache")
    let place = "letters/booking_declined.mustache:2:4"
    let preview = try await run(["preview", "booking_confirmed"], in: folder)
    #expect(preview.ending == .exited(1) && preview.errors.contains(place))
    try await withTestDatabase { database -> Void in
      await #expect {
        _ = try await CalentoServer(in: folder, environment: ["DATABASE_URL": database.address])
      } throws: { error in
        "\(error)".contains(place)
      }
    }
  }

  @Test func `doctor knocks where letters go, and shows no password`() async throws {
    let folder = try CalentoServer.folder()
    let sick = try await ChildProcess(
      CalentoServer.program, ["doctor"],
      environment: ["DATABASE_URL": "host=127.0.0.1 port=1", "MAIL_URL": "smtp://anna:hush@127.0.0.1:1"],
      directory: folder.path
    ).finish()
    #expect(sick.output.contains("FAILED  mail                  smtp://127.0.0.1:1: the mail server can't be reached"))
    #expect(!sick.output.contains("hush"))
    let refused = try await run(["preview", "booking_confirmed"], environment: ["MAIL_URL": "smtp://anna:hush@/"])
    #expect(refused.errors.contains("MAIL_URL must be smtp://") && !refused.errors.contains("hush"))
  }
}
