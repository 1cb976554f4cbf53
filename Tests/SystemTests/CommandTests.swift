import TestSupport
import Testing

@testable import App

@Suite struct `the command line` {
  private func run(
    _ arguments: String..., in folder: ScratchFolder? = nil, environment: [String: String] = [:], input: String = ""
  ) async throws -> (ending: ChildProcess.Ending, output: String, errors: String) {
    let folder = try folder ?? CalentoServer.folder()
    let process = try ChildProcess(
      CalentoServer.program, arguments, environment: environment, directory: folder.path)
    process.write(input)
    process.closeInput()
    return try await process.finish()
  }

  @Test func `help lists every command, and explains each with an example`() async throws {
    let overview = try await run("help")
    #expect(overview.ending == .exited(0))
    for command in Command.all {
      #expect(overview.output.contains("  \(command.name) "))
      let page = try await run("help", command.name)
      #expect(page.ending == .exited(0))
      #expect(page.output.contains("Example:\n  calento \(command.name)"))
    }
  }

  @Test(arguments: [
    (["dance"], "there is no command 'dance'"),
    (["serve", "--port", "80000"], "--port takes a whole number from 0 to 65535"),
    (["serve", "--port"], "--port needs a value"),
    (["serve", "--colour", "red"], "'--colour' is not understood"),
    (["serve", "--tls-cert", "a.pem"], "--tls-cert and --tls-key go together"),
    (["migrate", "sideways"], "migrate takes up, down [N], status or create NAME"),
    (["migrate", "down", "many"], "migrate down takes a number of steps"),
    (["bench", "everything"], "bench takes"),
    (["slots"], "slots needs --scenario FILE"),
    (["migrate", "create", "Bad-Name;x"], "may have small letters, digits and underscores: Bad-Name;x"),
  ])
  func `bad usage is one line and status 2`(_ arguments: [String], _ complaint: String) async throws {
    let folder = try CalentoServer.folder()
    let outcome = try await ChildProcess(CalentoServer.program, arguments, directory: folder.path).finish()
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors.contains(complaint))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    (["CALENTO_ENV": "test"], "CALENTO_ENV must be development or production, not 'test'"),
    (["CALENTO_ENV": "production"], "BASE_URL must be set in production"),
    (["BASE_URL": "book.example.com"], "BASE_URL must be an address"),
    (["BASE_URL": "https://book.example.com:99999"], "BASE_URL must be an address"),
    (["MAIL_URL": "pigeon:home"], "MAIL_URL must be smtp://"),
    (["MAIL_URL": "smtp://user@host:notaport"], "MAIL_URL must be smtp://"),
    (["MAIL_FROM": "nobody"], "MAIL_FROM must be an address"),
    (["OUTBOUND_ALLOW": "banana"], "OUTBOUND_ALLOW must be addresses or networks"),
    (["TEST_CLOCK": "yesterday"], "TEST_CLOCK must be an instant"),
    (["TEST_CLOCK": "@nowhere"], "TEST_CLOCK must be an instant"),
    (["ENCRYPTION_KEY": "short"], "ENCRYPTION_KEY must be 32 bytes"),
    (["JWT_SECRET": "short"], "JWT_SECRET must be 32 bytes"),
    (["ACCESS_LOG": "maybe"], "ACCESS_LOG must be on or off"),
    (["RATE_LIMITS": "some"], "RATE_LIMITS must be on or off"),
    (["TRUSTED_PROXIES": "everyone"], "TRUSTED_PROXIES: "),
    (["DATABASE_URL": "postgres://[::"], "DATABASE_URL can't be used"),
  ])
  func `a setting that does not parse stops the start with its name`(
    _ environment: [String: String], _ complaint: String
  ) async throws {
    let outcome = try await run("serve", "--port", "0", environment: environment)
    #expect(outcome.ending == .exited(1))
    #expect(outcome.errors.contains(complaint))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func `a .env file with Windows line ends is read like any other`() throws {
    #expect(
      try SettingsSource.parse(file: "# ours\r\nACCESS_LOG=off\r\nMAIL_FROM=\"a@b\"\r\n") == [
        "ACCESS_LOG": "off", "MAIL_FROM": "a@b",
      ])
  }

  @Test func `doctor says when the database can't be reached`() async throws {
    let sick = try await run("doctor", environment: ["DATABASE_URL": "host=127.0.0.1 port=1 dbname=x"])
    #expect(sick.ending == .exited(1))
    #expect(sick.output.contains("FAILED  database"))
  }

  @Test func `a made-up name in .env is refused with its line`() async throws {
    let folder = try CalentoServer.folder()
    try folder.write("# ours\nACCESS_LOG=off\nCOLOUR=red\n", to: ".env")
    let outcome = try await run("serve", "--port", "0", in: folder)
    #expect(outcome.ending == .exited(1))
    #expect(outcome.errors.contains(".env:3: there is no setting 'COLOUR'"))
  }

  @Test func `the example settings list every name there is, and none besides`() throws {
    let listed = try Checkout.text(".env.example").split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
      let name = line[line.index(after: line.startIndex)..<equals]
      return name.allSatisfy { $0.isUppercase || $0 == "_" } ? String(name) : nil
    }
    #expect(listed.sorted() == Settings.names.sorted())
  }

  @Test func `slots answers a scenario from a file and from standard input alike`() async throws {
    let text = try Checkout.text("docs/scenario.json")
    let folder = try CalentoServer.folder()
    try folder.write(text, to: "scenario.json")
    let fromFile = try await run("slots", "--scenario", "scenario.json", "--explain", in: folder)
    let fromInput = try await run("slots", "--scenario", "-", "--explain", input: text)
    #expect(fromFile.ending == .exited(0))
    #expect(fromFile.output.hasPrefix("{\"timezone\": \"Asia/Ho_Chi_Minh\", \"days\": ["))
    #expect(fromFile.output.contains("\"rule\": 10, \"by\": \"event 0\""))
    #expect(fromFile.output == fromInput.output)
  }

  @Test func `a scenario that can't be read exits with 1 and one line that says why`() async throws {
    let outcome = try await run("slots", "--scenario", "missing.json")
    #expect(outcome.ending == .exited(1))
    #expect(outcome.errors == "calento: can't read missing.json: No such file or directory\n")
  }

  @Test func `a bad scenario exits with 2 and one line that names the key`() async throws {
    let outcome = try await run("slots", "--scenario", "-", input: "{\"now\": \"soon\"}")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors == "calento: scenario: now: must be an instant such as 2026-11-20T09:00:00Z, not \"soon\"\n")
    #expect(outcome.output.isEmpty)
  }

  @Test func `migrations go up, down and up again by command, and doctor finds all in order`() async throws {
    let folder = try CalentoServer.folder()
    let up = try await run("migrate", "up", in: folder)
    #expect(up.ending == .exited(0))
    let count = up.output.split(separator: "\n").count
    #expect(try await run("migrate", "up", in: folder).output == "the database is up to date\n")
    let down = try await run("migrate", "down", "\(count)", in: folder)
    #expect(down.output.split(separator: "\n").count == count)
    let status = try await run("migrate", "status", in: folder).output.split(separator: "\n")
    #expect(status.count == count && status.allSatisfy { $0.hasSuffix("pending") })
    let sick = try await run("doctor", in: folder)
    #expect(sick.ending == .exited(1) && sick.output.contains("FAILED  migrations"))
    #expect(try await run("migrate", "up", in: folder).output.split(separator: "\n").count == count)
    let well = try await run("doctor", in: folder)
    #expect(well.ending == .exited(0) && !well.output.contains("FAILED"))
    #expect(well.output.contains("ok      order of names"))
  }
}
