internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let bookings: [Line] = [
    Line(.get, "/bookings", .reader, "api.bookings.list", listBookings),
    Line(.post, "/bookings", .writer, "api.bookings.create", bookForGuest),
    Line(.get, "/bookings/{id}", .reader, "api.bookings.show", showBooking),
    Line(.post, "/bookings/{id}/confirm", .writer, "api.bookings.confirm", confirm),
    Line(.post, "/bookings/{id}/decline", .writer, "api.bookings.decline", decline),
    Line(.post, "/bookings/{id}/cancel", .writer, "api.bookings.cancel", cancel),
    Line(.post, "/bookings/{id}/reschedule", .writer, "api.bookings.reschedule", reschedule),
    Line(.post, "/bookings/{id}/no-show", .writer, "api.bookings.no_show", markNoShow),
    Line(.delete, "/bookings/{id}/no-show", .writer, "api.bookings.show_after_all", undoNoShow),
  ]

  private static func listBookings(_ call: Call) async throws -> Reply {
    let question = try call.query { $0.bookingQuestion() }
    let page = try await call.office.bookings(question, of: try call.owner.id)
    return .page(page.lines.map(\.json), next: page.next?.text)
  }

  /// One booking with all that became of it.
  private static func showBooking(_ call: Call) async throws -> Reply {
    guard let dossier = try await call.office.dossier(of: try call.id(), try call.owner.id) else {
      throw Problem(.notFound)
    }
    return .tagged(dossier.json, as: dossier.booking.json)
  }

  // MARK: Verbs

  private static func confirm(_ call: Call) async throws -> Reply {
    let note = try call.body(isOptional: true) { $0.text("note") ?? "" }
    return try settled(
      try await call.office.confirm(
        try call.id(), of: try call.owner.id, note: note, caller: call.caller,
        ifStill: call.isBooking))
  }

  private static func decline(_ call: Call) async throws -> Reply {
    let reason = try call.body(isOptional: true) { $0.text("reason") ?? "" }
    return try settled(
      try await call.office.decline(
        try call.id(), of: try call.owner.id, reason: reason, caller: call.caller,
        ifStill: call.isBooking))
  }

  private static func cancel(_ call: Call) async throws -> Reply {
    let reason = try call.body(isOptional: true) { $0.text("reason") ?? "" }
    return try settled(
      try await call.office.cancel(
        try call.id(), of: try call.owner.id, reason: reason, caller: call.caller,
        ifStill: call.isBooking))
  }

  private static func markNoShow(_ call: Call) async throws -> Reply {
    try call.body(isOptional: true) { _ in }
    return try settled(
      try await call.office.markNoShow(
        try call.id(), of: try call.owner.id, caller: call.caller, ifStill: call.isBooking))
  }

  private static func undoNoShow(_ call: Call) async throws -> Reply {
    try settled(
      try await call.office.undoNoShow(
        try call.id(), of: try call.owner.id, caller: call.caller, ifStill: call.isBooking))
  }

  private static func settled(_ outcome: SettleOutcome) throws(Problem) -> Reply {
    switch outcome {
    case .done(let booking): return Reply(booking.json)
    case .changed: throw Problem(.changed)
    case .fixed(let booking): throw Problem(fixed: booking)
    case .refused(let refusals): throw .unfit(refusals.map(\.wrong))
    case .unknown: throw Problem(.notFound)
    }
  }

  private static func reschedule(_ call: Call) async throws -> Reply {
    let (start, isAnyway, note) = try call.body { body in
      (body.requiredInstant("slot_start"), body.flag("anyway") ?? false, body.text("note") ?? "")
    }
    let outcome = try await call.office.move(
      try call.id(), of: try call.owner.id, to: start, anyway: isAnyway, note: note, caller: call.caller,
      ifStill: call.isBooking)
    switch outcome {
    case .moved(let booking): return Reply(booking.json)
    case .changed: throw Problem(.changed)
    case .taken(let reason, let near):
      let booking = try await call.office.booking(try call.id(), of: try call.owner.id)
      let open = if let booking { try await call.office.ownersTimes(for: booking) } else { OpenLink?.none }
      throw try await call.taken(start, booking?.duration, reason, near: near, by: open)
    case .fixed(let booking): throw Problem(fixed: booking)
    case .refused(let refusals): throw Problem.unfit(refusals.map(\.wrong))
    case .unknown: throw Problem(.notFound)
    }
  }
}

extension Call {
  /// Whether a booking is what `If-Match` names.
  fileprivate func isBooking(_ booking: Appointment) -> Bool { isFor(booking.json) }

  /// That a time is not free, and what is in the way.
  func taken(
    _ start: Instant, _ duration: Minutes?, _ reason: Reason, near: [Slot], by open: OpenLink?
  ) async throws -> Problem {
    guard let open else { return Problem(owner: reason, [], near: near) }
    let found = try await office.objections(to: start, lasting: duration ?? open.link.duration, in: open)
    return Problem(owner: reason, found?.obstacles ?? [], near: near)
  }
}

extension Problem {
  fileprivate init(fixed booking: Appointment) {
    self.init(.conflict, "The booking is \(booking.status.rawValue), and as things stand that can't be done to it.")
  }
}

extension Members {
  fileprivate mutating func bookingQuestion() -> BookingQuestion {
    let list = word("when", BookingList.self) ?? .upcoming
    var filter = BookingFilter(search: words("q"))
    if let link = text("link") {
      filter.link = LinkID(link)
      if filter.link == nil { refuse("link", "must be a link's id.") }
    }
    let (from, to) = (instant("from"), instant("to"))
    if from != nil || to != nil {
      let (start, end) = (from ?? .firstEver, to ?? .lastEver)
      if start < end {
        filter.range = TimeRange(from: start, to: end)
      } else if to != nil {
        refuse("to", "must lie after from.")
      } else {
        refuse("from", "must lie before \(Instant.lastEver).")
      }
    }
    return BookingQuestion(list, filter, cursor: cursor { BookingCursor($0) }, limit: limit())
  }
}

extension Instant {
  /// The ends of what the database and RFC 3339 can both write.
  static let firstEver = Zone.utc.day(.first).start
  static let lastEver = Zone.utc.day(.last).start
}
