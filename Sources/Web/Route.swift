internal import Server

/// Every address of the site: nowhere else is one read or written, templates included.
public enum Route: Hashable, Sendable {
  case home
  /// The ways in.
  case account(AccountRoute)
  case signOut
  case look(Look)
  /// An owner's picture, by whose and which.
  case face(String, String)
  /// An owner's own page.
  case owner(String)
  case link(LinkAddress, LinkPart)
  case booking(String, BookingPart)
  /// What only its owner sees.
  case desk(DeskRoute)
}

/// Which link of which owner: what stands in an address, whether there is such a link or not.
public struct LinkAddress: Hashable, Sendable {
  public let username: String
  public let slug: String

  /// Nil for what can be no owner's name, or no link's.
  public init?(_ username: String, _ slug: String) {
    guard Route.isUsername(username), Route.isSlug(slug) else { return nil }
    self.init(known: username, slug)
  }

  /// As the database gave them.
  init(known username: String, _ slug: String) {
    self.username = username
    self.slug = slug
  }
}

/// What a guest can open of a link.
public enum LinkPart: String, CaseIterable, Hashable, Sendable {
  /// A month and the times of a day.
  case times = ""
  /// All cities to read times in.
  case zones = "zones"
  case form = "book"
}

/// What a guest can open of a booking. The token before it is a secret.
public enum BookingPart: String, CaseIterable, Hashable, Sendable {
  case page = ""
  case calendar = "calendar.ics"
  case reschedule = "reschedule"
  /// All cities to read the new time in.
  case zones = "zones"
  case cancel = "cancel"
}

extension Route {
  /// The route whose path has these segments; nil where there is none.
  public init?(_ segments: [String]) {
    switch segments {
    case []: self = .home
    case ["logout"]: self = .signOut
    case ["look", "guest.css"]: self = .look(.guest)
    case ["look", "owner.css"]: self = .look(.owner)
    case _ where segments.count == 4 && segments[0...1] == ["look", "face"] && Route.isUsername(segments[2]):
      self = .face(segments[2], segments[3])
    case _ where segments[0] == "app":
      if let route = DeskRoute(segments.dropFirst()) { self = .desk(route) } else { return nil }
    case _ where AccountRoute(segments) != nil:
      if let route = AccountRoute(segments) { self = .account(route) } else { return nil }
    case _ where segments[0] == "bookings": self.init(booking: segments.dropFirst())
    case _ where Route.taken.contains(segments[0]): return nil
    default: self.init(guest: segments)
    }
  }

  private init?(booking segments: ArraySlice<String>) {
    guard let token = segments.first, !token.isEmpty, let part = BookingPart(behind: segments.dropFirst()) else {
      return nil
    }
    self = .booking(token, part)
  }

  private init?(guest segments: [String]) {
    if segments.count == 1, Route.isUsername(segments[0]) {
      self = .owner(segments[0])
    } else if segments.count > 1, let address = LinkAddress(segments[0], segments[1]),
      let part = LinkPart(behind: segments.dropFirst(2))
    {
      self = .link(address, part)
    } else {
      return nil
    }
  }

  /// The path by which it is reached.
  public var address: String {
    switch self {
    case .home: "/"
    case .account(let route): route.path
    case .signOut: "/logout"
    case .desk(let route): route.path
    case .look(.guest): "/look/guest.css"
    case .look(.owner): "/look/owner.css"
    case .face(let username, let tag): "/look/face/\(username)/\(tag)"
    case .owner(let username): "/\(username)"
    case .link(let address, .times): "/\(address.username)/\(address.slug)"
    case .link(let address, let part): "/\(address.username)/\(address.slug)/\(part.rawValue)"
    case .booking(let token, .page): "/bookings/\(token)"
    case .booking(let token, let part): "/bookings/\(token)/\(part.rawValue)"
    }
  }

  /// What the log and the metrics call it.
  var label: RouteLabel {
    switch self {
    case .home: "home"
    case .account(let route): route.label
    case .signOut: "logout"
    case .desk(let route): route.label
    case .look: "look"
    case .face: "face"
    case .owner: "guest.owner"
    case .link(_, .times): "guest.times"
    case .link(_, .zones): "guest.zones"
    case .link(_, .form): "guest.form"
    case .booking(_, .page): RouteLabel("booking", hidesPath: true)
    case .booking(_, .calendar): RouteLabel("booking.calendar", hidesPath: true)
    case .booking(_, .reschedule): RouteLabel("booking.reschedule", hidesPath: true)
    case .booking(_, .zones): RouteLabel("booking.zones", hidesPath: true)
    case .booking(_, .cancel): RouteLabel("booking.cancel", hidesPath: true)
    }
  }
}

extension Route {
  /// Of an address that only takes a form: the page the form stands on. Nil where there is a page already.
  var formPage: Route? {
    switch self {
    case .account(.reopen): .signIn
    case .signOut: .desk(.today)
    case .desk(let route): route.formPage.map(Route.desk)
    default: nil
    }
  }
}

// What owners and links may be called, as their tables have it.
extension Route {
  /// Two to forty of `a-z`, `0-9` and hyphens between them.
  static func isUsername(_ text: String) -> Bool { (2...40).contains(text.utf8.count) && isName(text) }

  static func isSlug(_ text: String) -> Bool { (1...100).contains(text.utf8.count) && isName(text) }

  private static func isName(_ text: String) -> Bool {
    text.utf8.first != UInt8(ascii: "-") && text.utf8.last != UInt8(ascii: "-")
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
  }

  /// First segments that nobody can be called, for the house uses them or means to.
  private static let taken: Set = [
    "api", "app", "assets", "forgot", "healthz", "login", "logout", "look", "metrics", "readyz", "reset", "rsvp",
    "signup", "verify", "admin", "calento", "favicon", "robots", "static", "public", "help", "about",
  ]
}

extension RawRepresentable<String> {
  /// The part that these last segments name; none of them is the thing itself.
  fileprivate init?(behind segments: ArraySlice<String>) {
    switch segments.count {
    case 0: self.init(rawValue: "")
    case 1: self.init(naming: segments[segments.startIndex])
    default: return nil
    }
  }

  private init?(naming segment: String) {
    if segment.isEmpty { return nil }
    self.init(rawValue: segment)
  }
}
