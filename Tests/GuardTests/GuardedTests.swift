import Glibc
import Guard
import TestSupport
import Testing

@Suite struct `guarded state` {
  private struct Refused: Error, Equatable {}
  private final class Guest {}
  private final class Purse: Sendable {
    let sum = Guarded(0)
  }

  @Test func `many threads that add to it lose nothing`() async throws {
    let purse = Purse()
    try await withThrowingTaskGroup(of: Void.self) { threads in
      for _ in 0..<4 {
        threads.addTask {
          try await waiting {
            for _ in 0..<500 {
              purse.sum.withLock { sum in
                let before = sum
                sched_yield()
                sum = before + 1
              }
            }
          }
        }
      }
      try await threads.waitForAll()
    }
    #expect(purse.sum.withLock { $0 } == 2000)
  }

  @Test func `what was asked inside comes out`() {
    let names = Guarded(["Ada"])
    let last = names.withLock { names in
      names.append("Grace")
      return names.last
    }
    #expect(last == "Grace")
    #expect(names.withLock { $0.count } == 2)
  }

  @Test func `an error leaves by its own type, and the lock free behind it`() {
    let names = Guarded(["Ada"])
    #expect(throws: Refused()) {
      try names.withLock { names throws(Refused) in
        names = []
        throw Refused()
      }
    }
    #expect(names.withLock { $0.isEmpty })
  }

  @Test func `what it guards goes when it goes`() {
    weak var guest: Guest?
    do {
      let room = Guarded([Guest()])
      guest = room.withLock { $0.first }
      #expect(guest != nil)
    }
    #expect(guest == nil)
  }
}
