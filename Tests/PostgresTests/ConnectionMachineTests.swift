import Testing

@testable import Postgres

/// Waiters and answers are names here, so that a conversation with the server reads as one.
struct ConnectionMachineTests {
  typealias Machine = ConnectionMachine<String, String>

  var machine = Machine(statementCapacity: 8)

  @Test mutating func `a statement is prepared at its first use and only executed at its second`() {
    #expect(plan("SELECT 1") == "prepare")
    machine.seal("anna", deadline: 10)
    #expect(plan("SELECT 1") == "execute")
    machine.seal("ben", deadline: 20)
    #expect(hear(.done("prepared"), .ended, .done("one"), .ended, .synchronized) == ["anna: one"])
    #expect(hear(.done("one"), .ended, .synchronized) == ["ben: one"])
    #expect(machine.isQuiet)
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
    let ticket = machine.nextTicket
    ask("ben", "SELECT 1")
    ask("cleo", "SELECT 1")
    #expect(machine.abandon(ticket) == "ben")
    #expect(machine.abandon(ticket) == nil)
    #expect(hear(.done(""), .ended, .done("1"), .ended, .synchronized) == ["anna: 1"])
    #expect(hear(.done("2"), .ended, .synchronized) == [])
    #expect(hear(.done("3"), .ended, .synchronized) == ["cleo: 3"])
    #expect(machine.abandon(ticket) == nil)
  }

  @Test mutating func `deadlines pass from front to back`() {
    for (index, name) in ["anna", "ben", "cleo"].enumerated() {
      _ = machine.send("SELECT 1")
      machine.seal(name, deadline: Int64(index * 10 + 10))
    }
    #expect(machine.nextDeadline == 10)
    #expect(machine.takeOverdue(at: 9) == [])
    #expect(machine.takeOverdue(at: 20) == ["anna", "ben"])
    #expect(machine.nextDeadline == 30)
    #expect(machine.deadline == 10)
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
    #expect(hear(.done(""), .ended, .failed(refusal), .ended, .synchronized) == ["give up: refused"])
  }

  @Test mutating func `a statement with a raw part is never kept`() {
    #expect(plan("SELECT \(unescapedSQL: "1")") == "unprepared")
    #expect(machine.statementCount == 0)
  }

  // MARK: Telling it

  private mutating func plan(_ query: Query) -> String {
    switch machine.send(query) {
    case .prepareAndExecute: "prepare"
    case .execute: "execute"
    case .unprepared: "unprepared"
    }
  }

  private mutating func ask(_ waiter: String, _ queries: Query...) {
    for query in queries { _ = machine.send(query) }
    machine.seal(waiter, deadline: 100)
  }

  @discardableResult
  private mutating func hear(_ events: Machine.Event...) -> [String] { hear(events) }

  private mutating func hear(_ events: [Machine.Event]) -> [String] {
    events.compactMap { event in
      switch machine.received(event) {
      case .none: nil
      case .finish(let waiter, .success(let answers)): "\(waiter): \(answers.all.joined(separator: ", "))"
      case .finish(let waiter, .failure(let error)): "\(waiter): \(error.state?.rawValue ?? "\(error.kind)")"
      case .giveUp(let error): "give up: \(error.kind)"
      }
    }
  }

  private let refusal = DatabaseError(.refused, "no")

  private func error(_ state: String) -> DatabaseError {
    DatabaseError(ServerReport(state: SQLState(rawValue: state)), message: "no")
  }
}
