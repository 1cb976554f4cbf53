internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let guests: [Line] = [
    Line(.get, "/public/{username}/{slug}", .anyone, "api.public.link", showLink),
    Line(.get, "/public/{username}/{slug}/slots", .anyone, "api.public.slots", listSlots),
    Line(.post, "/public/{username}/{slug}/bookings", .anyone, "api.public.book", book),
  ]

  private static func showLink(_ call: Call) async throws -> Reply {
    let (owner, link, closing, zone): (Owner, Link, LinkClosing?, Zone) =
      switch try await call.finding {
      case .open(let open): (open.owner, open.link, nil, open.zone)
      case .closed(let closed): (closed.owner, closed.link, closed.reason, closed.owner.zone)
      case .missing, .nothing: throw Problem(.notFound)
      }
    return .open(
      JSON([
        "username": owner.username, "name": owner.name, "bio": owner.bio, "slug": link.slug, "title": link.title,
        "description": link.description, "duration_minutes": link.duration,
        "further_durations": Array(link.durations.dropFirst()), "timezone": zone, "color": link.color,
        "meeting_type": link.place.kind.rawValue, "location": link.place.told(isAgreed: false).details,
        "seats": link.seats,
        "requires_confirmation": link.requiresConfirmation, "needs_phone": link.place.needsGuestPhone,
        "custom_questions": link.questions, "closed": closing?.word,
        "url": call.address("/\(owner.username)/\(link.slug)"),
      ]))
  }

  /// More dates than a month's page shows, few enough to be found in a moment.
  private static let mostDates = 62
  private static let usualDates = 7

  private static func listSlots(_ call: Call) async throws -> Reply {
    let asked = try call.query { query in
      (
        from: query.date("from"), to: query.date("to"), zone: query.zone("tz"),
        duration: query.number("duration", in: LinkForm.Limit.duration)
      )
    }
    let open = try await call.openLink
    let duration = asked.duration.map { Minutes($0) } ?? open.link.duration
    guard open.link.durations.contains(duration) else { throw Problem.unfit("duration", "is not on offer.") }
    let zone = asked.zone ?? open.owner.zone
    let from = asked.from ?? asked.to.map { min($0, zone.local(open.now).date) } ?? zone.local(open.now).date
    let to = asked.to ?? from.adding(days: usualDates - 1)
    guard from <= to else { throw Problem.unfit("to", "must not lie before from.") }
    guard to.days(since: from) < mostDates else {
      throw Problem.unfit("to", "must be less than \(mostDates) days after from.")
    }
    let days = open.times(from...to, in: zone, lasting: duration).days
    return .open(
      JSON(["timezone": zone, "duration_minutes": duration, "from": from, "to": to, "days": days.map(\.json)]))
  }
}

extension SlotDay: JSONValue {
  var json: JSON { JSON(["date": date, "slots": slots]) }
}

extension Slot: JSONValue {
  var json: JSON { JSON(["start": start, "seats_left": seatsLeft]) }
}

extension Call {
  var finding: LinkFinding {
    get async throws {
      let (slug, username) = (parameter("slug"), parameter("username"))
      let finding = try await office.link(slug, of: username)
      guard case .nothing = finding, let present = try await office.presentName(of: username) else { return finding }
      return try await office.link(slug, of: present)
    }
  }

  var openLink: OpenLink {
    get async throws {
      switch try await finding {
      case .open(let open): return open
      case .closed(let closed): throw Problem(closed.reason)
      case .missing, .nothing: throw Problem(.notFound)
      }
    }
  }
}

extension LinkClosing {
  /// What programs are told.
  var word: String {
    switch self {
    case .switchedOff: "switched_off"
    case .expired: "expired"
    case .usedUp: "used_up"
    }
  }
}

extension Problem {
  init(_ closing: LinkClosing) {
    let detail =
      switch closing {
      case .switchedOff: "This link is switched off."
      case .expired: "This link took bookings until a while ago."
      case .usedUp: "This link was for one booking, which was made."
      }
    self.init(.gone, detail)
    more = [JSON.Member(name: "closed", value: .text(closing.word))]
  }
}
