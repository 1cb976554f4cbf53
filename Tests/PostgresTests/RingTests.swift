import Testing

@testable import Postgres

struct RingTests {
  @Test func `what goes in first comes out first`() {
    var ring = Ring<Int>(capacity: 2)
    for number in 1...3 { ring.append(number) }
    #expect(ring.popFirst() == 1)
    ring.append(4)
    #expect([ring.popFirst(), ring.popFirst(), ring.popFirst(), ring.popFirst()] == [2, 3, 4, nil])
  }

  @Test func `it grows while it is wrapped around`() {
    var ring = Ring<Int>(capacity: 4)
    var expected: [Int] = []
    for number in 0..<100 {
      ring.append(number)
      expected.append(number)
      if number % 3 == 0 { #expect(ring.popFirst() == expected.removeFirst()) }
    }
    #expect(ring.count == expected.count)
    #expect((0..<ring.count).map { ring[$0] } == expected)
  }

  @Test func `an element is changed where it stands`() {
    var ring = Ring<[Int]>(capacity: 2)
    ring.append([1])
    ring.append([2])
    ring.update(1) { $0.append(3) }
    #expect(ring[1] == [2, 3])
    #expect(ring.first == [1])
  }
}
