import CivilTime
import Scheduling
import Testing

import struct FoundationEssentials.UUID

@testable import Store

/// What is kept in memory and what is not, whoever reads, writes and drops in whatever order.
@Suite struct BookStateTests {
  private let owner = UserID(UUID())

  private func book(_ version: Int64) -> OwnerBook {
    let owner = Owner(
      id: owner, username: "demo", firstName: "", lastName: "", email: "demo@example.org", bio: "",
      zone: .utc, locale: "en", weekStart: .monday, isActive: true)
    return OwnerBook(
      OwnerSettings(version: version, owner: owner, calendar: nil, schedules: []), links: [], bookings: [], busy: [],
      read: BookSpan(now: Instant(seconds: 0), daysAhead: 92))
  }

  /// The version that is kept after what happened.
  private func kept(_ happened: (inout BookState) -> Void) -> Int64? {
    var state = BookState(room: 1 << 20)
    happened(&state)
    return state.copies.value(owner)?.book.version
  }

  /// A reading that has begun.
  private func reading(_ state: inout BookState) -> Flight {
    let flight = Flight(owner, at: 0)
    state.flights[owner] = flight
    return flight
  }

  private func writing(_ state: inout BookState) -> Writing {
    let writing = Writing(owner, at: 0)
    state.begin(writing)
    return writing
  }

  @Test func `what was read is kept`() {
    #expect(kept { $0.land(reading(&$0), with: book(1)) } == 1)
  }

  @Test func `what was read while the copy was dropped is not`() {
    let version = kept { state in
      let flight = reading(&state)
      state.drop(owner)
      state.land(flight, with: book(1))
    }
    #expect(version == nil)
  }

  @Test func `an owner who is gone leaves no copy`() {
    let version = kept { state in
      state.land(reading(&state), with: book(1))
      state.land(reading(&state), with: nil)
    }
    #expect(version == nil)
  }

  @Test func `what was written is kept`() {
    #expect(kept { $0.end(writing(&$0), .changed(book(2))) } == 2)
  }

  @Test func `what was written while the copy was dropped is not`() {
    let version = kept { state in
      let first = writing(&state)
      let second = writing(&state)
      state.drop(owner)
      state.end(first, .changed(book(2)))
      state.end(second, .changed(book(3)))
    }
    #expect(version == nil)
  }

  @Test func `of two writings the newer book stays, whichever ends first`() {
    for order in [[2, 3], [3, 2]] {
      let version = kept { state in
        let writings = [2: writing(&state), 3: writing(&state)]
        for version in order {
          guard let writing = writings[version] else { continue }
          state.end(writing, .changed(book(Int64(version))))
        }
      }
      #expect(version == 3)
    }
  }

  @Test func `a reading from before a writing does not take its place`() {
    let version = kept { state in
      let flight = reading(&state)
      state.end(writing(&state), .changed(book(2)))
      state.land(flight, with: book(1))
    }
    #expect(version == 2)
  }

  @Test func `a writing of which nobody knows whether it was done leaves no copy, nor what others make of it`() {
    let version = kept { state in
      state.land(reading(&state), with: book(1))
      let lost = writing(&state)
      let other = writing(&state)
      state.end(lost, .unknown)
      state.end(other, .changed(book(2)))
    }
    #expect(version == nil)
  }

  @Test func `a writing that wrote nothing changes nothing`() {
    let version = kept { state in
      state.land(reading(&state), with: book(1))
      state.end(writing(&state), .unchanged)
    }
    #expect(version == 1)
  }

  @Test func `nothing of a writing is left when it is over`() {
    var state = BookState(room: 1 << 20)
    let (first, second) = (writing(&state), writing(&state))
    state.end(first, .unchanged)
    state.end(second, .unknown)
    #expect(state.writings.isEmpty)
  }
}
