import CivilTime
import Scheduling
import Testing

struct HostTeamTests {
  private func team(_ mode: HostTeam.Mode, seats: Int = 1) throws -> HostTeam {
    let rules = try link(seats: seats)
    let facts = try [
      Facts(busy: [busy("2026-11-23T10:00:00Z", minutes: 60, event: 4)]),
      Facts(bookings: [booking(9, "2026-11-23T11:00:00Z")]),
      Facts(),
    ]
    let hours = ["09:00-13:00", "10:00-14:00", "09:00-12:00"]
    return try HostTeam(
      mode,
      hosts: zip(hours, facts).map { try SlotFinder(schedule("UTC", daily($0)), rules, $1) })
  }

  private let day = TimeRange(from: Instant("2026-11-23T00:00:00Z")!, to: Instant("2026-11-24T00:00:00Z")!)

  @Test func `rule 21: together takes the starts that are free for all`() throws {
    #expect(try team(.collective).slots(in: day).isEmpty)
    let slots = try team(.collective, seats: 3).slots(in: day)
    #expect(slots.map(\.start.description) == ["2026-11-23T11:00:00Z"])
    #expect(slots.map(\.hosts) == [[0, 1, 2]])
    // The second host's group has a guest already: two seats left for all.
    #expect(slots.map(\.seatsLeft) == [2])
  }

  @Test func `rule 21: in turn takes the starts that are free for any, and remembers for whom`() throws {
    let slots = try team(.roundRobin).slots(in: day)
    #expect(
      slots.map { String($0.start.description.dropFirst(11).prefix(5)) } == [
        "09:00", "10:00", "11:00", "12:00", "13:00",
      ])
    #expect(slots.map(\.hosts) == [[0, 2], [1, 2], [0, 2], [0, 1], [1]])
    #expect(slots.allSatisfy { $0.seatsLeft == 1 })
  }

  @Test func `rule 21: in turn shows the most seats any host still has`() throws {
    let slots = try team(.roundRobin, seats: 3).slots(in: day)
    #expect(slots.map(\.hosts) == [[0, 2], [1, 2], [0, 1, 2], [0, 1], [1]])
    #expect(slots.allSatisfy { $0.seatsLeft == 3 })
  }

  @Test func `rule 21: one start is decided as it is shown`() throws {
    let (together, inTurn) = try (team(.collective), team(.roundRobin))
    let eleven = try instant("2026-11-23T11:00:00Z")
    #expect(
      together.decide(eleven)
        == .refused([
          .init(host: 1, reason: .booked(booking: 9, isFull: false))
        ]))
    #expect(inTurn.slots(in: day).allSatisfy { inTurn.decide($0.start) == .free($0) })
    let eight = try instant("2026-11-23T08:00:00Z")
    #expect(inTurn.decide(eight) == .refused((0...2).map { .init(host: $0, reason: .outsideHours) }))
  }

  @Test func `rules 20 and 21: a team's days are the guest's`() throws {
    let team = try team(.roundRobin)
    let days = try team.days(date("2026-11-23")...date("2026-11-24"), in: .named("Pacific/Kiritimati"))
    #expect(days.map(\.date.description) == ["2026-11-23", "2026-11-24"])
    #expect(days.map(\.slots.count) == [5, 5])
    // Ten in the morning of the hosts is midnight there: from then on it is the next date.
    #expect(days.first?.slots.map(\.hosts) == [[0, 1, 2], [0, 1, 2], [0, 1], [1], [0, 2]])
  }

  @Test func `rule 21: a team of none has no slots`() throws {
    for mode in HostTeam.Mode.allCases {
      let team = HostTeam(mode, hosts: [])
      #expect(team.slots(in: day).isEmpty)
      #expect(team.decide(day.start) == .refused([]))
    }
  }
}
