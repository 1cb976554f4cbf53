internal import CivilTime
internal import Crypto
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

extension RouteTable {
  /// The key is the form's: whoever sends it again is told of the booking that was made.
  static func book(_ call: Call) async throws -> Reply {
    let (start, duration, form) = try call.body { body in
      (body.requiredInstant("slot_start"), body.whole("duration_minutes"), body.bookingForm(key: call.key.text))
    }
    // A length no booking could have is not on offer either.
    let minutes = duration.map { Minutes(LinkForm.Limit.duration.contains($0) ? $0 : 0) }
    var request = BookingRequest(
      username: call.parameter("username"), slug: call.parameter("slug"), start: start, duration: minutes, form: form,
      toTheLetter: true, caller: call.caller)
    if let wait = try await call.office.waitToBook(request) { throw Problem.tooMany(wait) }
    var outcome = try await call.office.book(request)
    if case .unknown = outcome, let present = try await call.office.presentName(of: request.username) {
      request.username = present
      outcome = try await call.office.book(request)
    }
    switch outcome {
    case .booked(let booking): return try made(booking, call)
    case .taken(let reason, let near): throw Problem(guest: reason, near: near)
    case .refused([Refusal(.key, .usedAlready)]): throw Problem(.keyReused)
    case .refused(let refusals): throw Problem.unfit(refusals.map(\.wrong))
    case .closed(let closed): throw Problem(closed.reason)
    case .unknown: throw Problem(.notFound)
    }
  }

  private static func made(_ booking: Appointment, _ call: Call) throws -> Reply {
    guard let token = call.office.token(of: booking) else { throw LostKey() }
    let address = call.address("/bookings/\(token.text)")
    return .made(booking.guestsJSON.adding(["url": address]), at: address)
  }
}

/// A booking was made with a key that this server does not have: its address can't be written.
struct LostKey: Error, CustomStringConvertible {
  let description = "the key that bookings' tokens are made with is not the one this booking was made with"
}

extension Members {
  /// What a guest says, by the names a booking has it under.
  mutating func bookingForm(key: String) -> BookingForm {
    let zone = zone("guest_timezone")
    if zone == nil, !has("guest_timezone") { refuse("guest_timezone", "is missing.") }
    return BookingForm(
      name: requiredText("guest_name"), email: requiredText("guest_email"), phone: text("guest_phone") ?? "",
      notes: text("guest_notes") ?? "", guests: texts("further_guests", atMost: BookingForm.Limit.companions) ?? [],
      answers: answers(),
      zone: zone ?? .utc, locale: locale("guest_locale") ?? "en", key: key)
  }

  private mutating func answers() -> [String: [String]] {
    let answers = objects("custom_answers", atMost: LinkForm.Limit.questions) { members in
      (id: members.requiredText("id"), values: members.texts("values", atMost: LinkForm.Limit.choices) ?? [])
    }
    return Dictionary((answers ?? []).map { ($0.id, $0.values) }) { first, _ in first }
  }

  mutating func requiredInstant(_ name: String) -> Instant {
    if !has(name) { refuse(name, "is missing.") }
    return instant(name) ?? .distantPast
  }
}

extension Appointment {
  /// As its guest may see it.
  var guestsJSON: JSON {
    JSON([
      "id": id, "title": title, "slug": slug, "host_name": owner.name, "status": status.rawValue,
      "slot_start": time.start, "slot_end": time.end, "duration_minutes": duration,
      "meeting_type": place.kind.rawValue, "location": place.told(isAgreed: status.isAgreed).details,
    ]).joined(with: guest.json)
  }
}

extension Guest: JSONValue {
  var json: JSON {
    JSON([
      "guest_name": name, "guest_email": email, "guest_phone": phone, "guest_notes": notes, "guest_timezone": zone,
      "guest_locale": locale, "further_guests": companions, "custom_answers": answers,
    ])
  }
}

extension GivenAnswer: JSONValue {
  var json: JSON { JSON(["id": id, "label": label, "kind": kind.rawValue, "values": values]) }
}
