internal import Glibc

/// The program: finds the command that is asked for, runs it, and turns what went wrong into one line and a status.
@main struct Calento {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    do {
      try Command.run(arguments)
      return 0
    } catch let usage as Usage {
      complain(usage.description)
      return 2
    } catch let failure as Failure {
      complain(failure.description)
      return 1
    } catch {
      complain("\(error)")
      return 1
    }
  }

  private static func complain(_ line: String) {
    Standard.complain("calento: \(line)")
  }
}
