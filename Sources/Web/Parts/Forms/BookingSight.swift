internal import CivilTime
internal import HTTP
internal import Scheduling
internal import Store

/// A booking as a form shows it: what is pressed there is meant for that, and for nothing it became meanwhile.
struct BookingSight {
  /// The form's hidden field.
  static let field = "seen"

  private let text: String

  /// For its owner: when it begins, and how it stands. One that is over stands as it did.
  init(_ start: Instant, _ status: BookingStatus) {
    text = "\(start) \((status == .completed ? .confirmed : status).rawValue)"
  }

  init(_ booking: Appointment) { self.init(booking.time.start, booking.status) }

  /// For its guest: when it begins. Whether it was accepted meanwhile makes no difference to what they want.
  init(guests booking: Appointment) { text = booking.time.start.description }

  /// What a form was made from. Nil where it does not say: what it asks is meant for whatever is there.
  init?(sent: String?) {
    guard let sent else { return nil }
    text = sent
  }

  var hidden: HiddenView { HiddenView(name: BookingSight.field, value: text) }

  func isStill(_ booking: Appointment) -> Bool {
    text == BookingSight(booking).text || text == BookingSight(guests: booking).text
  }

  /// Whether it begins when it did.
  func isInPlace(_ booking: Appointment) -> Bool {
    text.prefix { $0 != " " } == BookingSight(guests: booking).text
  }
}
