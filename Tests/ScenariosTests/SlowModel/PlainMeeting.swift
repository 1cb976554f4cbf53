/// A booking that counts, by rule 11.
struct PlainMeeting {
  let start: PlainInstant
  let blocked: PlainStretch
  let isOtherLink: Bool
  let guests: Int
  /// Rule 14: its date, in the schedule's zone.
  let day: PlainDay

  /// Nil where the booking is cancelled or declined.
  init?(_ booking: PlainScenario.Booking, home: PlainZone) {
    guard booking.status != "cancelled" && booking.status != "declined" else { return nil }
    start = booking.start
    blocked = PlainStretch(
      start: booking.start - (booking.bufferBefore ?? 0) * PlainCalendar.minute,
      end: booking.end + (booking.bufferAfter ?? 0) * PlainCalendar.minute)
    isOtherLink = booking.isOtherLink
    guests = booking.guests ?? 1
    day = home.day(at: booking.start)
  }
}
