public import CivilTime

/// Several hosts of one link (rule 21). Each host has a finder of their own: own schedule, own facts, own limits; the
/// team only puts their answers together.
public struct HostTeam: Sendable {
  /// Who of the hosts takes part.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// All hosts take part: a slot is one for each of them, with the seats the fullest still has.
    case collective

    /// One of the hosts takes the meeting: a slot of any is a slot, with the seats the emptiest still has.
    case roundRobin = "round_robin"
  }

  public let mode: Mode

  /// A slot names its hosts by their place in this list.
  public let hosts: [SlotFinder]

  public init(_ mode: Mode, hosts: [SlotFinder]) {
    self.mode = mode
    self.hosts = hosts
  }

  /// A team without hosts has no slots.
  public func slots(in range: TimeRange) -> [TeamSlot] {
    var offers: [(slot: Slot, host: Int)] = []
    for (host, finder) in hosts.enumerated() {
      offers += finder.slots(in: range).map { ($0, host) }
    }
    offers.sort { ($0.slot.start, $0.host) < ($1.slot.start, $1.host) }
    var slots: [TeamSlot] = []
    var first = 0
    for index in offers.indices {
      let next = index + 1
      guard next == offers.count || offers[next].slot.start != offers[first].slot.start else { continue }
      if let slot = slot(offers[first..<next]) { slots.append(slot) }
      first = next
    }
    return slots
  }

  public func days(_ dates: ClosedRange<LocalDate>, in guest: Zone) -> [TeamDay] {
    let slots = slots(in: SlotDay.hull(of: dates, in: guest))
    let hosts = Dictionary(uniqueKeysWithValues: slots.map { ($0.start, $0) })
    let plain = slots.map { Slot(start: $0.start, seatsLeft: $0.seatsLeft) }
    return SlotDay.group(plain, dates, in: guest).map { day in
      TeamDay(date: day.date, slots: day.slots.compactMap { hosts[$0.start] })
    }
  }

  /// Whether one start may be booked, and with whom.
  public func decide(_ start: Instant) -> TeamVerdict {
    var refusals: [TeamVerdict.Refusal] = []
    var offers: [(slot: Slot, host: Int)] = []
    for (host, finder) in hosts.enumerated() {
      switch finder.decide(start) {
      case .free(let seatsLeft): offers.append((Slot(start: start, seatsLeft: seatsLeft), host))
      case .refused(let reason): refusals.append(TeamVerdict.Refusal(host: host, reason: reason))
      }
    }
    return slot(offers[...]).map(TeamVerdict.free) ?? .refused(refusals)
  }

  /// The hosts' slots of one start put together.
  private func slot(_ offers: ArraySlice<(slot: Slot, host: Int)>) -> TeamSlot? {
    guard let start = offers.first?.slot.start else { return nil }
    let seats = offers.map(\.slot.seatsLeft)
    let names = offers.map(\.host)
    switch mode {
    case .collective:
      guard offers.count == hosts.count else { return nil }
      return TeamSlot(start: start, seatsLeft: seats.min() ?? 0, hosts: names)
    case .roundRobin:
      return TeamSlot(start: start, seatsLeft: seats.max() ?? 0, hosts: names)
    }
  }
}

/// A start that may be booked with a team, and the hosts who are free then.
public struct TeamSlot: Hashable, Sendable {
  public let start: Instant
  public let seatsLeft: Int

  /// Rising places in the team's list.
  public let hosts: [Int]

  public init(start: Instant, seatsLeft: Int, hosts: [Int]) {
    self.start = start
    self.seatsLeft = seatsLeft
    self.hosts = hosts
  }
}

/// The slots of a team on one date of the guest's zone.
public struct TeamDay: Hashable, Sendable {
  public let date: LocalDate
  public let slots: [TeamSlot]

  public init(date: LocalDate, slots: [TeamSlot]) {
    self.date = date
    self.slots = slots
  }
}

/// Whether one start may be booked with a team.
public enum TeamVerdict: Hashable, Sendable {
  case free(TeamSlot)

  /// Why each host who is not free is not, in the order of the team.
  case refused([Refusal])

  /// Why one of the hosts is not free.
  public struct Refusal: Hashable, Sendable {
    public let host: Int
    public let reason: Reason

    public init(host: Int, reason: Reason) {
      self.host = host
      self.reason = reason
    }
  }
}
