internal import Glibc
internal import Scenarios

extension Command {
  static let slots = Command(
    name: "slots", usage: "slots --scenario FILE [--explain]",
    does: "Answers one scenario of the rules of time, with no database; - reads it from standard input",
    example: "calento slots --scenario docs/scenario.json --explain"
  ) { arguments in
    guard let file = try arguments.option("--scenario") else {
      throw Usage("slots needs --scenario FILE, or - for standard input")
    }
    let isExplained = arguments.flag("--explain")
    try arguments.end()
    let text = try Standard.read(file, atMost: Scenario.longest)
    do {
      Standard.write(try Scenario.read(text).answer(explained: isExplained).json)
    } catch {
      throw Usage("\(file == "-" ? "scenario" : file): \(error)")
    }
  }
}
