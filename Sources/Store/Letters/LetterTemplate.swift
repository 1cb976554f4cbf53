internal import Scheduling

/// What letters there are.
public enum LetterTemplate: String, CaseIterable, Hashable, Sendable {
  case bookingConfirmed = "booking_confirmed"
  case bookingPending = "booking_pending"
  case bookingDeclined = "booking_declined"
  case bookingRescheduled = "booking_rescheduled"
  case bookingCancelled = "booking_cancelled"
}

extension LetterFacts {
  /// The subject in plain English, for a list of letters that were not rendered yet.
  public func plainSubject(_ template: LetterTemplate) -> String {
    let other = reader == .owner ? guest.name : owner.name
    let what = "\(title) – \(other)"
    return switch template {
    case .bookingConfirmed: "Confirmed: \(what)"
    case .bookingRescheduled where status == BookingStatus.pending.rawValue: "Another time asked for: \(what)"
    case .bookingPending: "Awaiting confirmation: \(what)"
    case .bookingDeclined: "Declined: \(what)"
    case .bookingRescheduled: "Rescheduled: \(what)"
    case .bookingCancelled: "Cancelled: \(what)"
    }
  }
}
