internal import CivilTime
internal import Operations
internal import Scheduling
internal import Store

extension RouteTable {
  /// On a guest's behalf: confirmed at once. The key tells a form that comes twice from two.
  static func bookForGuest(_ call: Call) async throws -> Reply {
    let request = try call.body { body -> OwnersBooking? in
      let link = body.requiredText("booking_link_id")
      let (start, duration) = (body.requiredInstant("slot_start"), body.whole("duration_minutes"))
      let isAnyway = body.flag("anyway") ?? false
      let form = body.bookingForm(key: call.key.text)
      guard let link = LinkID(link) else {
        body.refuse("booking_link_id", "must be a link's id.")
        return nil
      }
      let minutes = duration.map { Minutes(LinkForm.Limit.duration.contains($0) ? $0 : 0) }
      return OwnersBooking(
        link: link, start: start, duration: minutes, form: form, anyway: isAnyway, toTheLetter: true,
        caller: call.caller)
    }
    guard let request else { throw Problem(.unfit) }
    let owner = try call.owner.id
    switch try await call.office.book(request, of: owner) {
    case .booked(let booking): return .made(booking.json, at: "/api/v1/bookings/\(booking.id)")
    case .taken(let reason, let near):
      let open = try await call.office.ownersTimes(by: request.link, of: owner)
      throw try await call.taken(request.start, request.duration, reason, near: near, by: open)
    case .refused([Refusal(.key, .usedAlready)]): throw Problem(.keyReused)
    case .refused(let refusals): throw Problem.unfit(refusals.map(\.wrong))
    case .closed(let closed): throw Problem(closed.reason)
    case .unknown: throw Problem.unfit("booking_link_id", "is no link of yours.")
    }
  }
}
