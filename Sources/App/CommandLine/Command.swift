internal import Glibc

/// One verb of the command line. The list of all is the table of contents of `calento help`.
struct Command: Sendable {
  let name: String
  let usage: String
  let does: String
  let example: String
  let run: @Sendable (inout Arguments) throws -> Void

  static let all: [Command] = [.serve, .migrate, .user, .seed, .slots, .mail, .bench, .doctor, .db]

  static func run(_ words: [String]) throws {
    guard let name = words.first else {
      Standard.say(overview)
      return
    }
    if ["help", "--help", "-h"].contains(name) {
      Standard.say(try help(words.dropFirst().first))
      return
    }
    let command = try named(name)
    if words.contains("--help") {
      Standard.say(command.page)
      return
    }
    var arguments = Arguments(Array(words.dropFirst()))
    try command.run(&arguments)
  }

  private static func named(_ name: String) throws -> Command {
    guard let command = all.first(where: { $0.name == name }) else {
      throw Usage("there is no command '\(name)'; see 'calento help'")
    }
    return command
  }

  private static func help(_ name: String?) throws -> String {
    guard let name else { return overview }
    return try named(name).page
  }

  private static var overview: String {
    let width = all.map(\.name.count).max() ?? 0
    let lines = all.map { command in
      "  \(command.name)\(String(repeating: " ", count: width - command.name.count + 2))\(command.does)"
    }
    return """
      Calento, a booking page you host yourself.

      calento COMMAND
      \(lines.joined(separator: "\n"))

      calento help COMMAND explains one, with an example. Settings come from the environment or .env: see .env.example.
      """
  }

  private var page: String {
    """
    calento \(usage)

    \(does).

    Example:
      \(example)
    """
  }
}
