/// Which connection serves whom, and when to connect again? The loop's connections in one place, without any I/O: what
/// happens goes in, what is to be done comes out.
///
/// There are two kinds: *shared* ones carry everybody's single statements and stand always; *leased* ones carry one
/// transaction each, are made when asked for and closed after a while without use. When no shared connection can be
/// made, the database is *away*: whoever asks is refused at once, until one stands again.
struct PoolMachine {
  struct Limits {
    var shared: Int
    var leased: Int
    /// How many may wait for a lease.
    var waiting: Int
    /// How long anybody waits, in nanoseconds.
    var patience: Int64
    /// How long a leased connection is kept without use, in nanoseconds.
    var idle: Int64
  }

  enum Kind {
    case shared, leased
  }

  private enum Slot {
    /// No connection. Becomes `connecting`, not before that time.
    case empty(notBefore: Int64)
    /// Becomes `free`, or `empty` again.
    case connecting
    /// Stands unused since then; a shared one is always free. Becomes `taken`, or `empty`.
    case free(since: Int64)
    /// Becomes `free`, or `empty`.
    case taken
  }

  enum Refusal {
    case away, busy, closed
  }

  enum Action: Equatable {
    case connect(Int)
    case close(Int)
    case serve(Int, with: Int)
    case refuse(Int, Refusal)
  }

  private struct Request {
    let id: Int
    let deadline: Int64
  }

  private let limits: Limits
  /// The shared ones first.
  private var slots: [Slot]
  private var sharedQueue: [Request] = []
  private var leaseQueue: [Request] = []
  private var isClosed = false

  /// No shared connection stands, and the last attempt to make one failed.
  private(set) var isAway = false
  private var backoff = Backoff()

  init(_ limits: Limits) {
    self.limits = limits
    slots = Array(repeating: .empty(notBefore: 0), count: limits.shared + limits.leased)
  }

  func kind(of slot: Int) -> Kind { slot < limits.shared ? .shared : .leased }

  // MARK: Asking

  /// Makes the first connection.
  mutating func open(at now: Int64) -> [Action] {
    connectShared(at: now)
  }

  /// Somebody wants a shared connection, and none stands.
  mutating func wantShared(_ id: Int, at now: Int64) -> [Action] {
    if isClosed { return [.refuse(id, .closed)] }
    if isAway { return [.refuse(id, .away)] }
    sharedQueue.append(Request(id: id, deadline: now + limits.patience))
    return connectShared(at: now)
  }

  /// Somebody wants a connection for a transaction.
  mutating func wantLease(_ id: Int, at now: Int64) -> [Action] {
    if isClosed { return [.refuse(id, .closed)] }
    if isAway { return [.refuse(id, .away)] }
    if let slot = freshestFree {
      slots[slot] = .taken
      return [.serve(id, with: slot)]
    }
    if leaseQueue.count >= limits.waiting { return [.refuse(id, .busy)] }
    leaseQueue.append(Request(id: id, deadline: now + limits.patience))
    // A shared one too: whether it can be made tells whether the database is away.
    return connectShared(at: now) + connectLeased(at: now)
  }

  /// Whoever asked does not wait any longer; false where they do not wait.
  mutating func forget(_ id: Int) -> Bool {
    let before = sharedQueue.count + leaseQueue.count
    sharedQueue.removeAll { $0.id == id }
    leaseQueue.removeAll { $0.id == id }
    return sharedQueue.count + leaseQueue.count < before
  }

  // MARK: What happens to connections

  mutating func connected(_ slot: Int, at now: Int64) -> [Action] {
    if isClosed { return [.close(slot)] }
    slots[slot] = .free(since: now)
    if kind(of: slot) == .leased { return lend(slot) }
    isAway = false
    backoff.succeeded(at: now)
    let served = sharedQueue.map { Action.serve($0.id, with: slot) }
    sharedQueue = []
    return served + connectShared(at: now) + connectLeased(at: now)
  }

  /// An attempt failed. `chance` from 0 to 1 spreads the next ones.
  mutating func failed(_ slot: Int, at now: Int64, chance: Double) -> [Action] {
    slots[slot] = .empty(notBefore: now + backoff.failed(at: now, chance: chance))
    guard kind(of: slot) == .shared, !hasFreeShared else { return [] }
    isAway = true
    return refuseAll(.away)
  }

  /// A connection broke, or was closed since nobody could use it any more.
  mutating func lost(_ slot: Int, at now: Int64, chance: Double) -> [Action] {
    if isClosed { return [] }
    // One that stood for long is made anew at once; one that breaks as soon as it stands waits, as a failed attempt.
    let pause = backoff.isSteady(at: now) ? 0 : backoff.failed(at: now, chance: chance)
    slots[slot] = .empty(notBefore: now + pause)
    return kind(of: slot) == .shared ? connectShared(at: now) : connectLeased(at: now)
  }

  /// A lease is over and its connection is clean.
  mutating func returned(_ slot: Int, at now: Int64) -> [Action] {
    if isClosed { return [.close(slot)] }
    slots[slot] = .free(since: now)
    return lend(slot)
  }

  // MARK: Time

  /// When `timePassed` has something to do.
  var nextDeadline: Int64? {
    if isClosed { return nil }
    var next = min(sharedQueue.first?.deadline ?? .max, leaseQueue.first?.deadline ?? .max)
    for (index, slot) in slots.enumerated() {
      switch slot {
      case .empty(let notBefore) where kind(of: index) == .shared || wantsMoreLeased: next = min(next, notBefore)
      case .free(let since) where kind(of: index) == .leased: next = min(next, since + limits.idle)
      default: break
      }
    }
    return next == .max ? nil : next
  }

  mutating func timePassed(at now: Int64) -> [Action] {
    if isClosed { return [] }
    var actions: [Action] = []
    while let first = sharedQueue.first, first.deadline <= now {
      sharedQueue.removeFirst()
      actions.append(.refuse(first.id, .away))
    }
    while let first = leaseQueue.first, first.deadline <= now {
      leaseQueue.removeFirst()
      actions.append(.refuse(first.id, .busy))
    }
    for slot in limits.shared..<slots.count {
      guard case .free(let since) = slots[slot], since + limits.idle <= now else { continue }
      slots[slot] = .empty(notBefore: now)
      actions.append(.close(slot))
    }
    return actions + connectShared(at: now) + connectLeased(at: now)
  }

  /// Refuses everybody and makes no connection any more. Leases that are out are closed when they come back.
  mutating func close() -> [Action] {
    isClosed = true
    let standing = slots.indices.filter { index in
      switch slots[index] {
      case .free, .connecting: true
      case .empty, .taken: false
      }
    }
    return refuseAll(.closed) + standing.map { .close($0) }
  }

  // MARK: Steps

  private mutating func connectShared(at now: Int64) -> [Action] {
    connect(0..<limits.shared, at: now, atMost: .max)
  }

  private mutating func connectLeased(at now: Int64) -> [Action] {
    connect(limits.shared..<slots.count, at: now, atMost: leaseQueue.count - leasedUnderWay)
  }

  private mutating func connect(_ range: Range<Int>, at now: Int64, atMost: Int) -> [Action] {
    var actions: [Action] = []
    for slot in range where actions.count < atMost {
      guard case .empty(let notBefore) = slots[slot], notBefore <= now else { continue }
      slots[slot] = .connecting
      actions.append(.connect(slot))
    }
    return actions
  }

  private mutating func lend(_ slot: Int) -> [Action] {
    if leaseQueue.isEmpty { return [] }
    slots[slot] = .taken
    return [.serve(leaseQueue.removeFirst().id, with: slot)]
  }

  private mutating func refuseAll(_ refusal: Refusal) -> [Action] {
    defer { (sharedQueue, leaseQueue) = ([], []) }
    return (sharedQueue + leaseQueue).map { .refuse($0.id, refusal) }
  }

  private var hasFreeShared: Bool {
    slots[..<limits.shared].contains { if case .free = $0 { true } else { false } }
  }

  private var leasedUnderWay: Int {
    slots[limits.shared...].count { if case .connecting = $0 { true } else { false } }
  }

  private var wantsMoreLeased: Bool { leaseQueue.count > leasedUnderWay }

  /// The one that was used last: those that are not needed grow old and are closed.
  private var freshestFree: Int? {
    var freshest: (slot: Int, since: Int64)?
    for slot in limits.shared..<slots.count {
      guard case .free(let since) = slots[slot] else { continue }
      if since >= freshest?.since ?? .min { freshest = (slot, since) }
    }
    return freshest?.slot
  }
}
