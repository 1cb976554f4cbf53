internal import Store

/// Where a booking is seen and answered.
enum BookingAddress {
  static func page(_ id: BookingID) -> String { DeskRoute.bookings(.one(id)).path }
  static func confirmation(_ id: BookingID) -> String { DeskRoute.bookings(.verb(id, .confirmation)).path }
  static func refusal(_ id: BookingID) -> String { DeskRoute.bookings(.verb(id, .refusal)).path }

  /// All that wait for an answer.
  static var waiting: String { DeskRoute.bookings(.all).path + "?when=\(BookingList.pending.rawValue)" }
}
