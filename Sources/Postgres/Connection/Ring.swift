/// A queue in one block of memory: in at the back, out at the front, each in constant time.
struct Ring<Element> {
  private var slots: [Element?]
  private var head = 0
  private(set) var count = 0

  /// Room for so many at first; it doubles when they are more.
  init(capacity: Int = 16) {
    var size = 1
    while size < capacity { size *= 2 }
    slots = Array(repeating: nil, count: size)
  }

  var isEmpty: Bool { count == 0 }

  var indices: Range<Int> { 0..<count }

  var first: Element? { slots[head] }

  /// From 0, the front.
  subscript(index: Int) -> Element {
    guard index >= 0, index < count, let element = slots[slot(index)] else {
      preconditionFailure("nothing stands at that place of the queue")
    }
    return element
  }

  /// Changes an element where it stands.
  mutating func update(_ index: Int, _ change: (inout Element) -> Void) {
    guard index >= 0, index < count else { preconditionFailure("nothing stands at that place of the queue") }
    change(&slots[slot(index)]!)
  }

  mutating func append(_ element: Element) {
    if count == slots.count { grow() }
    slots[slot(count)] = element
    count += 1
  }

  mutating func popFirst() -> Element? {
    guard count > 0 else { return nil }
    let element = slots[head].take()
    head = slot(1)
    count -= 1
    return element
  }

  private func slot(_ index: Int) -> Int { (head + index) & (slots.count - 1) }

  private mutating func grow() {
    var wider: [Element?] = []
    wider.reserveCapacity(slots.count * 2)
    for index in 0..<count { wider.append(slots[slot(index)]) }
    wider.append(contentsOf: repeatElement(nil, count: slots.count * 2 - count))
    slots = wider
    head = 0
  }
}
