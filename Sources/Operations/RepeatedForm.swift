internal import CivilTime
internal import Scheduling
internal import Store

extension BookingRequest {
  /// Whether it is the form that a booking with its key was made by. A key is no password: who knows somebody else's is
  /// not shown their booking. And a program that asks for something else is not told that it was booked.
  func made(_ booking: Appointment, by link: Link) -> Bool {
    guard isToTheLetter else { return EmailAddress(form.email)?.folded == booking.guest.email.folded }
    return asksForTime(of: booking, link) && asGuest(of: booking, link)?.isWho(booking.guest) == true
  }

  /// A booking that was moved since lies elsewhere than was asked; of those from before it was noted, nobody knows where.
  private func asksForTime(of booking: Appointment, _ link: Link) -> Bool {
    let isStart = booking.firstStart.map { $0 == start } ?? (start == booking.time.start || booking.movedFrom != nil)
    guard let duration else {
      // What was usual then may not be on offer any more.
      return isStart && (booking.duration == link.duration || !link.durations.contains(booking.duration))
    }
    return isStart && duration == booking.duration
  }

  /// Its guest, by the questions as they were when the booking was made: answers are kept with them.
  private func asGuest(of booking: Appointment, _ link: Link) -> Guest? {
    let answered = booking.guest.answers.map { Question(id: $0.id, label: $0.label, kind: $0.kind, choices: $0.values) }
    let known = Set(answered.map(\.id))
    return try? form.read(for: answered + link.questions.filter { !known.contains($0.id) }.map(\.optional))
  }
}

extension Guest {
  /// Whether it is the same one with the same words. In which zone and language they read is not what is booked.
  fileprivate func isWho(_ other: Guest) -> Bool {
    name == other.name && email.folded == other.email.folded && phone == other.phone && notes == other.notes
      && companions.map(\.folded) == other.companions.map(\.folded) && said == other.said
  }

  private var said: [String: [String]] {
    Dictionary(answers.map { ($0.id, $0.values) }) { first, _ in first }
  }
}

extension Question {
  /// As one that may be left unanswered.
  var optional: Question { Question(id: id, label: label, kind: kind, isRequired: false, choices: choices) }
}
