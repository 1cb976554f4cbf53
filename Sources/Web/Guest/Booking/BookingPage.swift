internal import Crypto
internal import HTTP
internal import Operations
internal import Server
internal import Store

/// A booking by its secret address.
struct BookingPage: Page {
  let token: String
  let desk: GuestDesk

  func answer(_ request: Request) -> Answer {
    desk.booking(token, request) { booking, drawing in
      let own = OwnColor(booking.color)
      let canMove = try await desk.office.choices(for: booking) != nil
      let view = drawing.view(own, canMove: canMove, leadsOn: try await isOpen(booking))
      return try desk.page(desk.templates.booking, view, drawing.edition, policy: own.policy)
    }
  }

  /// Whether who booked it could book by its link now.
  private func isOpen(_ booking: Appointment) async throws -> Bool {
    if case .open = try await desk.office.link(booking.slug, of: booking.owner.username) { true } else { false }
  }
}

extension GuestDesk {
  /// Finds the booking behind a token; what can be no token, or is nobody's, is no page.
  func booking(
    _ text: String, _ request: Request,
    _ work: @escaping @Sendable (Appointment, BookingDrawing) async throws -> Response
  ) -> Answer {
    guard let token = LinkToken(text: Array(text.utf8)) else { return .now(failure(.notFound, request)) }
    let reader = reader(request)
    return later(request) { [self] in
      guard let booking = try await office.booking(token) else { return failure(.notFound, request) }
      return try await work(booking, drawing(booking, text, reader))
    }
  }

  func drawing(_ booking: Appointment, _ token: String, _ reader: Reader) -> BookingDrawing {
    BookingDrawing(
      booking: booking, token: token, now: office.now, habit: reader.clock, baseAddress: baseAddress,
      edition: edition(for: reader))
  }
}
