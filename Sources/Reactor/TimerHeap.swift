/// Names one timer; harmless once that timer has fired or been cancelled.
public struct TimerID: Hashable, Sendable {
  let slot: UInt32
  let generation: UInt32
}

/// Timers ordered by deadline. Setting costs O(log n), cancelling O(1): a cancelled timer stays in the heap as a dead
/// entry until it surfaces, or until the dead outnumber the living and the heap is swept.
struct TimerHeap {
  private struct Entry {
    let deadline: Int64
    let id: TimerID
  }

  private var heap: [Entry] = []
  private var bodies: [(generation: UInt32, body: (() -> Void)?)] = []
  private var freeSlots: [UInt32] = []
  private(set) var count = 0

  mutating func set(at deadline: Int64, _ body: @escaping () -> Void) -> TimerID {
    let slot: UInt32
    if let free = freeSlots.popLast() {
      slot = free
    } else {
      slot = UInt32(bodies.count)
      bodies.append((0, nil))
    }
    bodies[Int(slot)].body = body
    count += 1
    let id = TimerID(slot: slot, generation: bodies[Int(slot)].generation)
    heap.append(Entry(deadline: deadline, id: id))
    siftUp(heap.count - 1)
    return id
  }

  @discardableResult
  mutating func cancel(_ id: TimerID) -> Bool {
    guard take(id) != nil else { return false }
    if heap.count > 2 * count + 64 { sweep() }
    return true
  }

  /// The earliest deadline of a living timer.
  mutating func nextDeadline() -> Int64? {
    while let first = heap.first {
      if isAlive(first.id) { return first.deadline }
      removeFirst()
    }
    return nil
  }

  /// Takes out the earliest timer due at `now`, if there is one.
  mutating func popDue(at now: Int64) -> (() -> Void)? {
    guard let deadline = nextDeadline(), deadline <= now, let first = heap.first else { return nil }
    removeFirst()
    return take(first.id)
  }

  /// Takes out all that are left, in no order.
  mutating func removeAll() -> [() -> Void] {
    let left = heap
    heap = []
    return left.compactMap { take($0.id) }
  }

  private func isAlive(_ id: TimerID) -> Bool {
    let body = bodies[Int(id.slot)]
    return body.generation == id.generation && body.body != nil
  }

  private mutating func take(_ id: TimerID) -> (() -> Void)? {
    guard isAlive(id) else { return nil }
    let body = bodies[Int(id.slot)].body
    bodies[Int(id.slot)] = (id.generation &+ 1, nil)
    freeSlots.append(id.slot)
    count -= 1
    return body
  }

  private mutating func sweep() {
    heap = heap.filter { isAlive($0.id) }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { siftDown(index) }
  }

  private mutating func removeFirst() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    heap[0] = last
    siftDown(0)
  }

  private mutating func siftUp(_ start: Int) {
    var index = start
    while index > 0, heap[index].deadline < heap[(index - 1) / 2].deadline {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    while true {
      var smallest = index
      for child in (2 * index + 1)...(2 * index + 2) where child < heap.count {
        if heap[child].deadline < heap[smallest].deadline { smallest = child }
      }
      if smallest == index { return }
      heap.swapAt(index, smallest)
      index = smallest
    }
  }
}
