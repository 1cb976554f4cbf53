internal import Store

/// Where a booking is seen and answered.
enum BookingAddress {
  static func page(_ id: BookingID) -> String { "\(DeskRoute.bookings(.all).path)/\(id)" }
  static func confirmation(_ id: BookingID) -> String { "\(page(id))/confirmation" }
  static func refusal(_ id: BookingID) -> String { "\(page(id))/refusal" }

  /// All that wait for an answer.
  static var waiting: String { DeskRoute.bookings(.all).path + "?when=pending" }
}
