import Testing

@testable import Postgres

/// Waiters and answers are names here, so that a conversation with the server reads as one.
struct ConnectionMachineTests {
  typealias Machine = ConnectionMachine<String, String>

  var machine = Machine(statementCapacity: 8)

  // MARK: One statement a group
  @Test mutating func `a statement is prepared at its first use and only executed at its second`() {
    #expect(plan("SELECT 1") == "prepare")
    seal("anna", deadline: 10)
    #expect(plan("SELECT 1") == "execute")
    seal("ben", deadline: 20)
    #expect(hear(.done("prepared"), .ended, .done("one"), .ended, .synchronized) == ["anna: one"])
    #expect(hear(.done("one"), .ended, .synchronized) == ["ben: one"])
    #expect(machine.queue.isEmpty)
  }

  @Test mutating func `an error stays with its exchange`() {
    ask("anna", "SELECT 1")
    ask("ben", "SELECT 1/0")
    ask("cleo", "SELECT 3")
    #expect(hear(.done(""), .ended, .done("one"), .ended, .synchronized) == ["anna: one"])
    #expect(hear(.done(""), .ended, .failed(refusal), .ended, .synchronized) == ["ben: refused"])
    #expect(hear(.done(""), .ended, .done("three"), .ended, .synchronized) == ["cleo: three"])
  }

  @Test mutating func `a batch answers with all its parts`() {
    ask("anna", "BEGIN", "SELECT 2", "COMMIT")
    let part: [Machine.Event] = [.done(""), .ended, .done("x"), .ended]
    #expect(hear(part + part + part + [.synchronized]) == ["anna: x, x, x"])
  }

  @Test mutating func `what follows an error in a batch is skipped and prepared anew another time`() {
    ask("anna", "SELECT 1/0", "SELECT 2")
    let heard = hear(
      .done(""), .ended, .failed(refusal), .ended, .skipped, .ended, .skipped, .ended, .synchronized)
    #expect(heard == ["anna: refused"])
    #expect(plan("SELECT 1/0") == "execute")
    #expect(plan("SELECT 2") == "prepare")
  }

  @Test mutating func `all who relied on a statement that could not be prepared are told why`() {
    ask("anna", "SELEC 1")
    ask("ben", "SELEC 1")
    let unknown = error("26000")
    #expect(hear(.failed(error("42601")), .ended, .skipped, .ended, .synchronized) == ["anna: 42601"])
    #expect(hear(.failed(unknown), .ended, .synchronized) == ["ben: 42601"])
    #expect(plan("SELEC 1") == "prepare")
  }

  @Test mutating func `a plan that a change of tables broke is dropped and prepared anew`() {
    ask("anna", "SELECT * FROM t")
    hear(.done(""), .ended, .done(""), .ended, .synchronized)
    ask("ben", "SELECT * FROM t")
    #expect(hear(.failed(error("0A000")), .ended, .synchronized) == ["ben: 0A000"])
    let dropped = machine.takeDroppedStatements()
    #expect(dropped.map(\.identifier) == ["s1"])
    #expect(plan("SELECT * FROM t") == "prepare")
  }

  @Test mutating func `a commit that fails at the sync fails its exchange`() {
    ask("anna", "INSERT")
    let heard = hear(.done(""), .ended, .done("1"), .ended, .failed(error("23503")), .ended, .synchronized)
    #expect(heard == ["anna: 23503"])
  }

  @Test mutating func `the answer of an abandoned exchange goes to nobody`() {
    ask("anna", "SELECT 1")
    let ticket = machine.queue.nextTicket
    ask("ben", "SELECT 1")
    ask("cleo", "SELECT 1")
    #expect(machine.queue.abandon(ticket) == "ben")
    #expect(machine.queue.abandon(ticket) == nil)
    #expect(hear(.done(""), .ended, .done("1"), .ended, .synchronized) == ["anna: 1"])
    #expect(hear(.done("2"), .ended, .synchronized) == [])
    #expect(hear(.done("3"), .ended, .synchronized) == ["cleo: 3"])
    #expect(machine.queue.abandon(ticket) == nil)
  }

  @Test mutating func `deadlines pass from front to back`() {
    for (index, name) in ["anna", "ben", "cleo"].enumerated() {
      _ = machine.send("SELECT 1")
      seal(name, deadline: Int64(index * 10 + 10))
    }
    #expect(machine.queue.nextDeadline == 10)
    #expect(machine.queue.takeOverdue(at: 9) == [])
    #expect(machine.queue.takeOverdue(at: 20) == ["anna", "ben"])
    #expect(machine.queue.nextDeadline == 30)
    #expect(machine.queue.deadline == 10)
    #expect(hear(.done(""), .ended, .done("1"), .ended, .synchronized) == [])
  }

  @Test mutating func `a loss reaches everybody, and who had an error keeps it`() {
    ask("anna", "SELECT pg_sleep(9)")
    ask("ben", "SELECT 1")
    hear(.done(""), .ended, .failed(error("57P01")))
    #expect(machine.isDoomed)
    let all = machine.takeAll()
    #expect(all.map(\.0) == ["anna", "ben"])
    #expect(all.map { $0.1?.state?.rawValue } == ["57P01", nil])
    #expect(!machine.expectsAnswer)
  }

  @Test mutating func `an end without an answer means that there is no connection`() {
    ask("anna", "SELECT 1")
    #expect(hear(.ended) == ["give up: connectionLost"])
  }

  @Test mutating func `a sync that nobody sent is not believed`() {
    #expect(hear(.synchronized) == ["give up: connectionLost"])
  }

  @Test mutating func `copying among other statements ends the connection`() {
    ask("anna", "COPY t TO STDOUT")
    #expect(hear(.done(""), .ended, .copying) == ["give up: misuse"])
  }

  @Test mutating func `a vital statement that fails ends the connection`() {
    _ = machine.send("ROLLBACK")
    machine.seal(nil, deadline: 10, isVital: true)
    machine.closeGroup()
    #expect(hear(.done(""), .ended, .failed(refusal), .ended, .synchronized) == ["give up: refused"])
  }

  @Test mutating func `a statement with a raw part is never kept`() {
    #expect(plan("SELECT \(unescapedSQL: "1")") == "unprepared")
    #expect(machine.statementCount == 0)
  }

  // MARK: Several statements a group

  @Test mutating func `a group answers all when all of it is done`() {
    askTogether(("anna", "SELECT 1"), ("ben", "SELECT 2"))
    #expect(hear(.done(""), .ended, .done("one"), .ended) == [])
    #expect(hear(.done(""), .ended, .done("two"), .ended) == [])
    #expect(hear(.synchronized) == ["anna: one", "ben: two"])
  }

  @Test mutating func `an error in a group sends the others again, each by itself`() {
    prepare("SELECT 1", "SELECT 1/0", "SELECT 3")
    askTogether(("anna", "SELECT 1"), ("ben", "SELECT 1/0"), ("cleo", "SELECT 3"))
    let first = hear(.done("one"), .ended, .failed(refusal), .ended, .skipped, .ended, .synchronized)
    #expect(first == ["anna again", "ben again", "cleo again"])
    #expect(hear(.done("one"), .ended, .synchronized) == ["anna: one"])
    #expect(hear(.failed(refusal), .ended, .synchronized) == ["ben: refused"])
    #expect(hear(.done("three"), .ended, .synchronized) == ["cleo: three"])
    #expect(machine.queue.isEmpty)
  }

  @Test mutating func `the first of a group had nobody to blame, and is told at once`() {
    prepare("SELECT 1", "SELECT 1/0")
    askTogether(("ben", "SELECT 1/0"), ("anna", "SELECT 1"))
    #expect(hear(.failed(refusal), .ended, .skipped, .ended, .synchronized) == ["ben: refused", "anna again"])
    #expect(hear(.done("one"), .ended, .synchronized) == ["anna: one"])
  }

  @Test mutating func `who ran into the time limit is not given another`() {
    prepare("SELECT 1", "SELECT pg_sleep(9)")
    askTogether(("anna", "SELECT 1"), ("ben", "SELECT pg_sleep(9)"))
    let heard = hear(.done("one"), .ended, .failed(error("57014")), .ended, .synchronized)
    #expect(heard == ["anna again", "ben: 57014"])
  }

  @Test mutating func `who has left is not sent again`() {
    prepare("SELECT 1", "SELECT 1/0")
    askTogether(("anna", "SELECT 1"), ("ben", "SELECT 1/0"))
    #expect(machine.queue.abandon(machine.queue.nextTicket - 2) == "anna")
    #expect(hear(.done("one"), .ended, .failed(refusal), .ended, .synchronized) == ["ben again"])
  }

  @Test mutating func `who is sent again keeps the ticket and never the nearer deadline`() {
    prepare("SELECT 1", "SELECT 1/0")
    let ticket = machine.queue.nextTicket
    askTogether(("anna", "SELECT 1"), ("ben", "SELECT 1/0"))
    _ = machine.send("SELECT 1")
    seal("cleo", deadline: 500)
    hear(.done("one"), .ended, .failed(refusal), .ended, .synchronized)
    #expect(machine.queue.takeOverdue(at: 499) == [])
    #expect(machine.queue.abandon(ticket) == "anna")
    #expect(machine.queue.takeOverdue(at: 500) == ["cleo", "ben"])
  }

  @Test mutating func `a commit that fails sends all of its group again`() {
    prepare("INSERT 1", "INSERT 2")
    askTogether(("anna", "INSERT 1"), ("ben", "INSERT 2"))
    let heard = hear(.done("1"), .ended, .done("2"), .ended, .failed(error("23503")), .ended, .synchronized)
    #expect(heard == ["anna again", "ben again"])
    #expect(hear(.done("1"), .ended, .synchronized) == ["anna: 1"])
    #expect(hear(.done("2"), .ended, .failed(error("23503")), .ended, .synchronized) == ["ben: 23503"])
  }

  @Test mutating func `a statement skipped before it was prepared is prepared when it is sent again`() {
    prepare("SELECT 1/0")
    askTogether(("anna", "SELECT 1/0"), ("ben", "SELECT 2"))
    #expect(
      hear(.failed(refusal), .ended, .skipped, .ended, .skipped, .ended, .synchronized) == [
        "anna: refused", "ben again",
      ])
    #expect(hear(.done(""), .ended, .done("two"), .ended, .synchronized) == ["ben: two"])
  }

  @Test mutating func `groups follow each other without waiting`() {
    prepare("SELECT 1")
    askTogether(("anna", "SELECT 1"), ("ben", "SELECT 1"))
    askTogether(("cleo", "SELECT 1"))
    #expect(hear(.done("1"), .ended, .done("2"), .ended, .synchronized) == ["anna: 1", "ben: 2"])
    #expect(hear(.done("3"), .ended, .synchronized) == ["cleo: 3"])
  }

  // MARK: Telling it

  private mutating func prepare(_ queries: Query...) {
    for query in queries {
      ask("first", query)
      hear(.done(""), .ended, .done(""), .ended, .synchronized)
    }
  }

  private mutating func plan(_ query: Query) -> String {
    switch machine.send(query) {
    case .prepareAndExecute: "prepare"
    case .execute: "execute"
    case .unprepared: "unprepared"
    }
  }

  private mutating func ask(_ waiter: String, _ queries: Query...) {
    for query in queries { _ = machine.send(query) }
    seal(waiter, deadline: 100)
  }

  private mutating func seal(_ waiter: String, deadline: Int64) {
    machine.seal(waiter, deadline: deadline)
    machine.closeGroup()
  }

  @discardableResult
  private mutating func hear(_ events: Machine.Event...) -> [String] { hear(events) }

  private mutating func hear(_ events: [Machine.Event]) -> [String] {
    var heard: [String] = []
    for event in events {
      switch machine.received(event) {
      case .none: break
      case .giveUp(let error): heard.append("give up: \(error.kind)")
      case .finish: heard += takeFinished()
      }
    }
    return heard
  }

  /// Takes what a group held; what was taken back is sent again, by itself.
  private mutating func takeFinished() -> [String] {
    var heard: [String] = []
    var takenBack: [Machine.Queue.Entry] = []
    while let ending = machine.queue.takeFinished() {
      switch ending {
      case .takenBack(let exchange):
        heard.append("\(exchange.waiter ?? "nobody") again")
        takenBack.append(exchange)
      case .finished(let exchange):
        guard let waiter = exchange.waiter else { continue }
        switch exchange.outcome {
        case .success(let answers): heard.append("\(waiter): \(answers.all.joined(separator: ", "))")
        case .failure(let error): heard.append("\(waiter): \(error.state?.rawValue ?? "\(error.kind)")")
        }
      }
    }
    for exchange in takenBack {
      if let query = exchange.query { _ = machine.send(query) }
      machine.sealAgain(exchange)
      machine.closeGroup()
    }
    return heard
  }

  /// Several who each ask one statement, in one group.
  private mutating func askTogether(_ questions: (String, Query)...) {
    for (waiter, query) in questions {
      _ = machine.send(query)
      machine.seal(waiter, again: query, deadline: 100)
    }
    machine.closeGroup()
  }

  private let refusal = DatabaseError(.refused, "no")

  private func error(_ state: String) -> DatabaseError {
    DatabaseError(ServerReport(state: SQLState(rawValue: state)), message: "no")
  }
}
