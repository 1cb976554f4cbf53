/// What letters there are.
public enum LetterTemplate: String, CaseIterable, Hashable, Sendable {
  case bookingConfirmed = "booking_confirmed"
  case bookingPending = "booking_pending"
  case bookingDeclined = "booking_declined"
  case bookingRescheduled = "booking_rescheduled"
  case bookingCancelled = "booking_cancelled"
}
