import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

extension GuestsOfARunningServer {
  /// Random links and random days of their owner, in the weeks in which Berlin's clocks change, read in several zones.
  @Suite struct `what is shown` {
    private static let zones = ["Europe/Berlin", "Asia/Ho_Chi_Minh", "America/St_Johns", "Australia/Lord_Howe"]
    private static let tries = 15

    @Test(arguments: 1...6) func `can be booked, and nothing else`(seed: UInt64) async throws {
      // Forward on the 28th of March, back on the 25th of October. Times stand on whole five minutes: two past the hour
      // leaves the test time to finish before the clock takes one away.
      let now = seed % 2 == 0 ? "2027-03-24T06:02:00Z" : "2026-10-21T06:02:00Z"
      var chance = SplitMix(seed: seed)
      let link = RandomLink(&chance)
      try await withHouse(servers: 1, now: now, { link.shape(&$0) }) { house in
        var chance = SplitMix(seed: seed &* 7_919)
        try await house.fillDays(Instant(now)!, &chance)
        let dates = 0...(link.days + 2)
        let shown = try await house.shown(dates, from: Instant(now)!, link.duration, in: Self.zones[0])
        #expect(!shown.isEmpty)
        for zone in Self.zones.dropFirst() {
          #expect(try await house.shown(dates, from: Instant(now)!, link.duration, in: zone) == shown, "\(zone)")
        }

        for (number, start) in shown.shuffled(using: &chance).prefix(Self.tries).enumerated() {
          let guest = link.guest(number, start, in: Self.zones[number % Self.zones.count])
          #expect(try await house.servers[0].read(guest.formAddress).status == 200, "\(start) was shown")
          let reply = try await house.post(guest)
          #expect(reply.status == 303, "\(start) was shown")
          // So that the next one finds everything as it was.
          _ = try await house.servers[0].submit((reply.field("Location") ?? "") + "/cancel", [("reason", "")])
        }

        let never = link.instants(besides: Set(shown), from: Instant(now)!, &chance).prefix(2 * Self.tries)
        for (number, start) in never.enumerated() {
          let guest = link.guest(1_000 + number, start, in: Self.zones[number % Self.zones.count])
          #expect(try await house.servers[0].read(guest.formAddress).status == 303, "\(start) was not shown")
          let reply = try await house.post(guest)
          #expect(reply.status == 409, "\(start) was not shown")
          #expect(Set(reply.offered).isSubset(of: shown))
        }
        let after = try await house.shown(dates, from: Instant(now)!, link.duration, in: Self.zones[0])
        #expect(after == shown)
        let refused = try await house.count("SELECT count(*) FROM bookings WHERE idempotency_key LIKE 'form-1___'")
        #expect(refused == 0)
      }
    }
  }
}

/// A link as chance has it.
private struct RandomLink: Sendable {
  let days: Int
  let duration: Int
  private let increment: Int?
  private let before: Int
  private let after: Int
  private let notice: Int
  private let dailyLimit: Int?
  private let weeklyLimit: Int?
  private let seats: Int
  private let isAlways: Bool
  private let asks: Bool

  init(_ chance: inout SplitMix) {
    func one<Choice>(of choices: [Choice]) -> Choice { choices[chance.below(choices.count)] }
    days = one(of: [5, 6, 8])
    duration = one(of: [30, 45, 60, 90])
    isAlways = one(of: [true, false])
    increment = isAlways ? one(of: [nil, 60]) : one(of: [nil, 15, 20, 60])
    before = one(of: [0, 0, 5, 30])
    after = one(of: [0, 0, 10, 45])
    notice = one(of: [0, 90, 1_500])
    dailyLimit = one(of: [nil, nil, 2])
    weeklyLimit = one(of: [nil, nil, 4])
    seats = one(of: [1, 1, 3])
    asks = one(of: [false, false, true])
  }

  func shape(_ link: inout Link) {
    link.durations = [Minutes(duration), 25]
    link.increment = increment.map { Minutes($0) }
    (link.bufferBefore, link.bufferAfter) = (Minutes(before), Minutes(after))
    link.notice = Minutes(notice)
    link.window = .daysAhead(days)
    (link.dailyLimit, link.weeklyLimit, link.seats) = (dailyLimit, weeklyLimit, seats)
    link.requiresConfirmation = asks
    if isAlways { link.hours = .always }
  }

  func guest(_ number: Int, _ start: Instant, in zone: String) -> Guest {
    Guest.number(number) {
      $0.start = start
      $0.minutes = duration
      $0.zone = zone
    }
  }

  /// Times that might be taken for free: on the five minutes, and close to those that are.
  func instants(besides shown: Set<Instant>, from now: Instant, _ chance: inout SplitMix) -> [Instant] {
    let raster = (0..<60).map { _ in now.adding(minutes: 5 * chance.below(288 * (days + 3)) - 2) }
    let close = shown.sorted().shuffled(using: &chance).prefix(10).enumerated().map { index, start in
      start.adding(seconds: [1, -1, 60, -60, 3_601][index % 5])
    }
    let far = [now.adding(minutes: -60), now.adding(seconds: 400 * 86_400), Instant("9998-01-01T00:00:00Z")!]
    return (close + far + raster).filter { !shown.contains($0) }
  }
}

extension Guest {
  fileprivate var formAddress: String { "\(path)?start=\(start)&duration=\(minutes)&tz=\(zone)" }
}

extension TestHouse {
  /// Events of Anna's own and bookings of another link.
  fileprivate func fillDays(_ now: Instant, _ chance: inout SplitMix) async throws {
    try await add("other") {
      $0.durations = [20]
      $0.hours = .always
      $0.bufferAfter = 15
    }
    for _ in 0..<12 {
      try await addEvent(now.adding(minutes: 5 * chance.below(2_000) - 2), minutes: 15 * (1 + chance.below(10)))
    }
    for number in 0..<6 {
      let start = now.adding(minutes: 20 * (9 + chance.below(300)) - 2)
      _ = try await post(
        .number(2_000 + number) {
          ($0.slug, $0.minutes) = ("other", 20)
          $0.start = start
        })
    }
  }

  /// Every time that a guest in that zone finds who looks at each of these days.
  fileprivate func shown(
    _ days: ClosedRange<Int>, from now: Instant, _ minutes: Int, in zone: String
  ) async throws -> [Instant] {
    var starts: Set<Instant> = []
    let today = try Zone.named(zone).local(now).date
    for day in days {
      let page = try await servers[0].read(
        "/anna/intro?date=\(today.adding(days: day))&tz=\(zone)&duration=\(minutes)")
      let shown = page.shown
      // What the guest reads is the very time the link leads to.
      #expect(page.page.all("//a[@class='slot']/time").map { $0["datetime"].flatMap { Instant($0) } } == shown)
      starts.formUnion(shown)
    }
    return starts.sorted()
  }
}
