import TestSupport
import Testing

@testable import Reactor

@Suite struct `timers` {
  @Test func `fire in the order of their deadlines, whatever order they were set in`() {
    let heap = Timers()
    var fired: [Int] = []
    for deadline in [50, 10, 40, 20, 30] { _ = heap.set(at: Int64(deadline)) { fired.append(deadline) } }
    while let body = heap.popDue(at: 100) { body() }
    #expect(fired == [10, 20, 30, 40, 50])
  }

  @Test func `wait until they are due`() {
    let heap = Timers()
    _ = heap.set(at: 10) {}
    #expect(heap.popDue(at: 9) == nil)
    #expect(heap.popDue(at: 10) != nil)
  }

  @Test func `a cancelled timer never fires, and cancelling it again does nothing`() {
    let heap = Timers()
    let id = heap.set(at: 10) {}
    #expect(heap.cancel(id))
    #expect(!heap.cancel(id))
    #expect(heap.popDue(at: 100) == nil)
    #expect(heap.count == 0)
  }

  @Test func `an old name can't cancel the timer that got its slot`() {
    let heap = Timers()
    let old = heap.set(at: 10) {}
    heap.cancel(old)
    _ = heap.set(at: 20) {}
    #expect(!heap.cancel(old))
    #expect(heap.nextDeadline() == 20)
  }

  @Test func `agree with a sorted list over random settings, cancellations and steps of time`() {
    var random = SplitMix(seed: 7)
    let heap = Timers()
    var model: [(deadline: Int64, number: Int, id: TimerID)] = []
    var fired: [Int] = []
    var now: Int64 = 0
    for number in 0..<20_000 {
      switch random.below(4) {
      case 0, 1:
        let deadline = now + Int64(random.below(500))
        model.append((deadline, number, heap.set(at: deadline) { fired.append(number) }))
      case 2 where !model.isEmpty:
        let victim = model.remove(at: random.below(model.count))
        #expect(heap.cancel(victim.id))
      default:
        now += Int64(random.below(40))
        while let body = heap.popDue(at: now) { body() }
        let due = Set(model.filter { $0.deadline <= now }.map(\.number))
        model.removeAll { due.contains($0.number) }
        #expect(Set(fired) == due)
        fired = []
      }
      #expect(heap.count == model.count)
    }
  }
}

/// The heap behind a reference, because an expectation can't call what mutates.
private final class Timers {
  private var heap = TimerHeap()
  var count: Int { heap.count }
  func set(at deadline: Int64, _ body: @escaping () -> Void) -> TimerID { heap.set(at: deadline, body) }
  @discardableResult func cancel(_ id: TimerID) -> Bool { heap.cancel(id) }
  func nextDeadline() -> Int64? { heap.nextDeadline() }
  func popDue(at now: Int64) -> (() -> Void)? { heap.popDue(at: now) }
}
