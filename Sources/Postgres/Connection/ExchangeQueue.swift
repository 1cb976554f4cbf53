/// The exchanges of a connection from the moment they are sealed until they are over, in the order they were sent:
/// who waits for each, until when, and whose the next answer is.
struct ExchangeQueue<Waiter, Part> {
  typealias Entry = Exchange<Waiter, Part>

  private var entries = Ring<Entry>(capacity: 32)
  private var lastTicket = 0
  /// How many in front have had all their answers, and wait for their group's sync.
  private var answeredCount = 0
  private var hasFailed = false
  /// What is still to be taken out of the group that is over.
  private var over = (count: 0, isFirst: true, hasFailed: false)

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  /// Names the exchange that is next added.
  var nextTicket: Int { lastTicket + 1 }

  mutating func add(_ waiter: Waiter?, again query: Query?, deadline: Int64, isVital: Bool) {
    lastTicket += 1
    entries.append(Entry(ticket: lastTicket, waiter: waiter, query: query, deadline: deadline, isVital: isVital))
  }

  mutating func addAgain(_ exchange: Entry) {
    var exchange = exchange
    (exchange.answers, exchange.failure) = (Answers(), nil)
    // Deadlines never fall from front to back, though this one has been under way for longer than those before it.
    if !entries.isEmpty { exchange.deadline = max(exchange.deadline, entries[count - 1].deadline) }
    entries.append(exchange)
  }

  // MARK: Answers

  mutating func keep(_ part: Part) {
    if answeredCount < count { entries.update(answeredCount) { $0.answers.append(part) } }
  }

  /// The exchange whose answers come now has failed.
  mutating func failCurrent(_ error: DatabaseError) {
    fail(answeredCount, error)
  }

  /// The commit itself failed, behind the answers; the group's last exchange is told.
  mutating func failCommit(_ error: DatabaseError) {
    fail(answeredCount - 1, error)
  }

  private mutating func fail(_ index: Int, _ error: DatabaseError) {
    guard entries.indices.contains(index) else { return }
    hasFailed = true
    entries.update(index) { $0.failure = $0.failure ?? error }
  }

  /// The exchange whose answers came has had them all.
  mutating func moveOn() {
    answeredCount += 1
  }

  // MARK: The end of a group

  /// All that have had their answers are over. Gives the error of a vital one that failed.
  mutating func endGroup() -> DatabaseError? {
    over = (answeredCount, true, hasFailed)
    (answeredCount, hasFailed) = (0, false)
    guard over.hasFailed else { return nil }
    for index in 0..<over.count where entries[index].isVital {
      if let failure = entries[index].failure { return failure }
    }
    return nil
  }

  enum Ending {
    case finished(Entry)
    /// The server took it back, since another of its group failed: to be sent again by itself.
    case takenBack(Entry)
  }

  /// Takes out the next exchange of the group that is over.
  mutating func takeFinished() -> Ending? {
    guard over.count > 0, let exchange = entries.popFirst() else { return nil }
    over.count -= 1
    defer { over.isFirst = false }
    let isTakenBack = over.hasFailed && exchange.query != nil && exchange.waiter != nil && !isFinal(exchange)
    return isTakenBack ? .takenBack(exchange) : .finished(exchange)
  }

  /// Whether an exchange of a failed group has met its own end. The first had nobody before it who could have been the
  /// cause, and a statement that ran into its time limit is not given another.
  private func isFinal(_ exchange: Entry) -> Bool {
    guard let failure = exchange.failure else { return false }
    return over.isFirst || failure.kind == .timeout || failure.state?.endsSession == true
  }

  // MARK: Not waiting any longer

  func contains(_ ticket: Int) -> Bool { index(of: ticket) != nil }

  /// Takes the waiter from an exchange; its answers will be dropped when they come.
  mutating func abandon(_ ticket: Int) -> Waiter? {
    index(of: ticket).flatMap { takeWaiter(at: $0) }
  }

  /// When the exchange that has been under way for longest should have been answered.
  var deadline: Int64? { entries.first?.deadline }

  /// When the next waiter's patience ends. Deadlines grow from front to back.
  var nextDeadline: Int64? {
    for index in entries.indices where entries[index].waiter != nil { return entries[index].deadline }
    return nil
  }

  /// Takes all waiters whose deadline has come.
  mutating func takeOverdue(at now: Int64) -> [Waiter] {
    var overdue: [Waiter] = []
    for index in entries.indices {
      if entries[index].deadline > now { break }
      if let waiter = takeWaiter(at: index) { overdue.append(waiter) }
    }
    return overdue
  }

  /// Hands out all that wait, with what failed before where something had.
  mutating func takeAll() -> [(Waiter, DatabaseError?)] {
    var all: [(Waiter, DatabaseError?)] = []
    while let exchange = entries.popFirst() {
      if let waiter = exchange.waiter { all.append((waiter, exchange.failure)) }
    }
    (answeredCount, over.count, hasFailed) = (0, 0, false)
    return all
  }

  private func index(of ticket: Int) -> Int? {
    entries.indices.first { entries[$0].ticket == ticket }
  }

  private mutating func takeWaiter(at index: Int) -> Waiter? {
    var waiter: Waiter?
    entries.update(index) { waiter = $0.waiter.take() }
    return waiter
  }
}
