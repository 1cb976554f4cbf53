import Crypto
import FoundationEssentials
import Mail
import Scheduling
import Store
import TestSupport
import Testing

/// What calendars are told, as Python's `icalendar` reads it out of the finished letter.
@Suite struct InvitationTests {
  @Test func `a booking's whole life is one event with rising numbers`() async throws {
    var booking = BookingCase()
    booking.companions = ["paul@moreau.example"]
    var letters = [try booking.letter(.bookingConfirmed)]
    booking.movedFrom = booking.start
    booking.start = "2026-12-04T09:30:00Z"
    booking.sequence = 1
    letters.append(try booking.letter(.bookingRescheduled))
    booking.movedFrom = booking.start
    booking.start = "2027-07-01T22:00:00Z"
    booking.minutes = 60
    booking.sequence = 2
    letters.append(try booking.letter(.bookingRescheduled))
    booking.status = .cancelled
    booking.cancelledBy = .guest
    booking.reason = "Ill, sorry; äh,\nreally"
    booking.sequence = 3
    letters.append(try booking.letter(.bookingCancelled))
    let events = try await readByPython(letters)
    #expect(events.map(\.method) == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"])
    #expect(events.map(\.typeMethod) == events.map(\.method))
    #expect(Set(events.map(\.uid)) == ["02020202-0202-0202-0202-020202020202"])
    #expect(events.map(\.sequence) == [0, 1, 2, 3])
    #expect(events.map(\.status) == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"])
    #expect(
      events.map(\.start) == [
        "2026-12-03T08:00:00+00:00", "2026-12-04T09:30:00+00:00", "2027-07-01T22:00:00+00:00",
        "2027-07-01T22:00:00+00:00",
      ])
    #expect(events[0].end == "2026-12-03T08:30:00+00:00")
    #expect(events[3].end == "2027-07-01T23:00:00+00:00")
    #expect(events.allSatisfy { $0.zone == "Asia/Ho_Chi_Minh" && $0.zones == ["Asia/Ho_Chi_Minh"] })
    #expect(events.allSatisfy { $0.attachmentIsSame })
    #expect(events[3].comment == "Ill, sorry; äh,\nreally")
    #expect(events.map { $0.description?.contains("Change or cancel") == true } == [true, true, true, false])
    #expect(events[0].stamp == "2026-11-20T09:00:00+00:00")
  }

  @Test func `the organizer is the owner, the attendees are whoever comes`() async throws {
    var booking = BookingCase()
    booking.companions = ["paul@moreau.example", "rosa@moreau.example"]
    let events = try await readByPython([
      try booking.letter(.bookingConfirmed), try booking.letter(.bookingConfirmed, to: .owner),
      try booking.letter(.bookingConfirmed, to: .companion),
    ])
    let owner = "mailto:lan@nguyen.example Lan Nguyen ACCEPTED"
    let guest = "mailto:ada@moreau.example Ada Moreau ACCEPTED"
    let companions = ["mailto:paul@moreau.example - NEEDS-ACTION", "mailto:rosa@moreau.example - NEEDS-ACTION"]
    #expect(events.allSatisfy { $0.organizer == "mailto:lan@nguyen.example Lan Nguyen" })
    #expect(events[0].attendees == [owner, guest] + companions)
    #expect(events[1].attendees == [owner, guest] + companions)
    #expect(events[2].attendees == [owner, guest, companions[0]])
    #expect(
      events.map(\.summary) == [
        "Intro call with Lan Nguyen", "Intro call với Ada Moreau", "Intro call with Lan Nguyen",
      ])
    #expect(events.allSatisfy { $0.location == "https://meet.example.org/lan-ada" })
    #expect(
      events[0].description?.hasPrefix("Notes: A first plan.\nChange or cancel: https://book.example/bookings/")
        == true)
    #expect(events[2].description == nil)
  }

  @Test func `hours that clocks skip or repeat are told as they are`() async throws {
    var booking = BookingCase()
    booking.ownerZone = "Europe/Berlin"
    var letters: [Message] = []
    let starts = [
      "2026-03-29T00:30:00+00:00", "2026-03-29T01:00:00+00:00", "2026-07-01T10:00:00+00:00",
      "2026-10-24T23:59:00+00:00", "2026-10-25T02:00:00+00:00", "2026-10-25T00:30:00+00:00",
      "2026-10-25T01:30:00+00:00", "2026-10-25T00:00:00+00:00",
    ]
    for start in starts {
      booking.start = start.replacing("+00:00", with: "Z")
      letters.append(try booking.letter(.bookingConfirmed))
    }
    let events = try await readByPython(letters)
    #expect(events.map(\.start) == starts)
    #expect(events.prefix(5).allSatisfy { $0.zone == "Europe/Berlin" })
    // Of a reading that comes twice, programs take this or that: it is told in UTC.
    #expect(events.suffix(3).allSatisfy { $0.zone == nil })
  }

  @Test func `while a booking waits calendars are told nothing, unless they know of it`() throws {
    var booking = BookingCase()
    booking.status = .pending
    #expect(try booking.letter(.bookingPending).invitation == nil)
    booking.movedFrom = "2026-12-02T08:00:00Z"
    let moved = try booking.letter(.bookingRescheduled)
    #expect(moved.invitation?.method == .request)
    #expect(moved.calendarLines.contains("STATUS:TENTATIVE"))
    booking.status = .declined
    booking.cancelledBy = .owner
    #expect(try booking.letter(.bookingDeclined).invitation?.method == .cancel)
    booking.movedFrom = nil
    #expect(try booking.letter(.bookingDeclined).invitation == nil)
  }

  @Test(arguments: [
    "a\r\nATTENDEE:mailto:eve@example.com", "a;b:c,d\"e\\", "\u{0}", String(repeating: "ữ", count: 200),
  ])
  func `nothing typed becomes a line of its own`(typed: String) throws {
    var booking = BookingCase()
    booking.guestName = typed
    booking.title = typed
    booking.notes = typed
    let lines = try booking.letter(.bookingConfirmed).calendarLines
    #expect(lines.filter { $0.hasPrefix("ATTENDEE") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("BEGIN:VEVENT") }.count == 1)
  }
}
