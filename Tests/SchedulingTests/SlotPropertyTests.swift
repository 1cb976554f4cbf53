import CivilTime
import Scheduling
import TestSupport
import Testing

/// What holds whatever the hours, the facts and the zone, on random small cases.
struct SlotPropertyTests {
  @Test func `the finder says of every minute what the rules say word by word`() throws {
    var random = SplitMix(seed: 11)
    var (free, refused) = (0, 0)
    for number in 0..<400 {
      let one = try RandomCase(&random)
      let (finder, plain) = (one.finder(), PlainRules(one))
      var expected = Explanation(slots: [], taken: [])
      // The grid stands on whole minutes: hours, changes of clocks and increments do.
      var start = Instant(seconds: (one.asked.start.seconds + 59) / 60 * 60)
      while start < one.asked.end {
        switch plain.verdict(on: start) {
        case .free(let seats): expected = expected.adding(Slot(start: start, seatsLeft: seats))
        case .refused(let reason): expected = expected.adding(TakenCandidate(start: start, reason: reason))
        case nil: break
        }
        start = start.adding(minutes: 1)
      }
      free += expected.slots.count
      refused += expected.taken.count
      guard finder.explain(one.asked) == expected, finder.slots(in: one.asked) == expected.slots else {
        Issue.record("case \(number): \(one)")
        return
      }
    }
    #expect(free > 1_000 && refused > 5_000)
  }

  @Test func `what is shown is what may be booked`() throws {
    var random = SplitMix(seed: 12)
    for _ in 0..<120 {
      let one = try RandomCase(&random)
      let finder = one.finder()
      let (slots, explanation) = (finder.slots(in: one.asked), finder.explain(one.asked))
      #expect(slots == explanation.slots)
      for slot in slots.prefix(20) { #expect(finder.decide(slot.start) == .free(seatsLeft: slot.seatsLeft)) }
      for taken in explanation.taken.prefix(20) { #expect(finder.decide(taken.start) == .refused(taken.reason)) }
    }
  }

  @Test func `adding busy time never adds a slot, and takes only those it meets`() throws {
    var random = SplitMix(seed: 13)
    for _ in 0..<200 {
      let one = try RandomCase(&random)
      let start = one.asked.start.adding(minutes: random.below(2_000))
      let more = TimeRange(from: start, to: start.adding(minutes: 1 + random.below(300)))
      let before = one.finder().slots(in: one.asked)
      let after = one.finder(adding: [BusyStretch(more, event: 99)]).slots(in: one.asked)
      let expected = before.filter { slot in
        !TimeRange(from: slot.start, to: slot.start.adding(minutes: one.link.duration.count))
          .widened(
            before: Int64(one.link.bufferBefore.count) * 60_000_000,
            after: Int64(one.link.bufferAfter.count) * 60_000_000
          ).overlaps(more)
      }
      #expect(after == expected)
    }
  }

  @Test func `asking for a range is asking for its parts`() throws {
    var random = SplitMix(seed: 14)
    for _ in 0..<150 {
      let one = try RandomCase(&random)
      let finder = one.finder()
      let cut = one.asked.start.adding(microseconds: Int64.random(in: 0...one.asked.microseconds, using: &random))
      let (left, right) = (TimeRange(from: one.asked.start, to: cut), TimeRange(from: cut, to: one.asked.end))
      #expect(finder.slots(in: one.asked) == finder.slots(in: left) + finder.slots(in: right))
      #expect(finder.explain(one.asked).taken == finder.explain(left).taken + finder.explain(right).taken)
    }
  }

  @Test func `the order in which facts are given does not matter`() throws {
    var random = SplitMix(seed: 15)
    for _ in 0..<100 {
      let one = try RandomCase(&random)
      let facts = Facts(busy: one.busy.shuffled(using: &random), bookings: one.bookings.shuffled(using: &random))
      let shuffled = SlotFinder(schedule: one.schedule, link: one.link, linkNumber: 1, facts: facts, now: one.now)
      #expect(shuffled.explain(one.asked) == one.finder().explain(one.asked))
    }
  }

  @Test func `a booking that is added afterwards counts as if it had been there before`() throws {
    var random = SplitMix(seed: 17)
    for _ in 0..<150 {
      let one = try RandomCase(&random)
      let some = random.below(one.bookings.count + 1)
      // Some that are there from the beginning, the others one by one, in whatever order their ids come.
      let late = one.bookings.dropFirst(some).shuffled(using: &random)
      let facts = late.reduce(Facts(busy: one.busy, bookings: Array(one.bookings.prefix(some)))) { $0.adding($1) }
      let finder = SlotFinder(schedule: one.schedule, link: one.link, linkNumber: 1, facts: facts, now: one.now)
      #expect(finder.explain(one.asked) == one.finder().explain(one.asked))
      guard let moved = one.bookings.randomElement(using: &random) else { continue }
      #expect(
        facts.excluding(booking: moved.id).blocked(in: one.asked)
          == Facts(busy: one.busy, bookings: one.bookings).excluding(booking: moved.id).blocked(in: one.asked))
    }
  }

  @Test func `moving a booking is asking without it`() throws {
    var random = SplitMix(seed: 16)
    for _ in 0..<150 {
      let one = try RandomCase(&random)
      guard let moved = one.bookings.randomElement(using: &random) else { continue }
      let moving = SlotFinder(
        schedule: one.schedule, link: one.link, linkNumber: 1, facts: Facts(busy: one.busy, bookings: one.bookings),
        now: one.now, moving: moved.id)
      let without = SlotFinder(
        schedule: one.schedule, link: one.link, linkNumber: 1,
        facts: Facts(busy: one.busy, bookings: one.bookings.filter { $0.id != moved.id }), now: one.now)
      #expect(moving.explain(one.asked) == without.explain(one.asked))
    }
  }
}

extension Explanation {
  fileprivate func adding(_ slot: Slot) -> Explanation {
    Explanation(slots: slots + [slot], taken: taken)
  }

  fileprivate func adding(_ candidate: TakenCandidate) -> Explanation {
    Explanation(slots: slots, taken: taken + [candidate])
  }
}
