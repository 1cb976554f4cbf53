internal import Server

/// Everything behind `/app`: what only its owner sees.
public enum DeskRoute: Hashable, Sendable {
  case today
  case links(LinksRoute)
  case availability(AvailabilityRoute)
  case bookings(BookingsRoute)
  case settings(SettingsRoute)
  case activity

  /// The route whose path has these segments behind `/app`; nil where there is none.
  init?(_ segments: ArraySlice<String>) {
    let rest = segments.dropFirst()
    switch segments.first {
    case nil: self = .today
    case "links": if let route = LinksRoute(rest) { self = .links(route) } else { return nil }
    case "availability": if let route = AvailabilityRoute(rest) { self = .availability(route) } else { return nil }
    case "bookings": if let route = BookingsRoute(rest) { self = .bookings(route) } else { return nil }
    case "settings": if let route = SettingsRoute(rest) { self = .settings(route) } else { return nil }
    case "activity" where rest.isEmpty: self = .activity
    default: return nil
    }
  }

  var path: String {
    switch self {
    case .today: "/app"
    case .links(let route): "/app/links" + route.path
    case .availability(let route): "/app/availability" + route.path
    case .bookings(let route): "/app/bookings" + route.path
    case .settings(let route): "/app/settings" + route.path
    case .activity: "/app/activity"
    }
  }

  var label: RouteLabel {
    switch self {
    case .today: "app.today"
    case .links(let route): route.label
    case .availability(let route): route.label
    case .bookings(let route): route.label
    case .settings(let route): route.label
    case .activity: "app.activity"
    }
  }

  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .today: TodayPage()
    case .links(let route): route.page
    case .availability(let route): route.page
    case .bookings(let route): route.page
    case .settings(let route): route.page
    case .activity: ActivityPage()
    }
  }

  /// Of an address that only takes a form: the page the form stands on.
  var formPage: DeskRoute? {
    switch self {
    case .links(.one(_, .copies)), .links(.one(_, .state)), .links(.one(_, .deletion)), .links(.one(_, .restoration)):
      .links(.all)
    case .bookings(.letter(let booking, _, _)): .bookings(.one(booking))
    case .settings(let route): route.formPage.map(DeskRoute.settings)
    default: nil
    }
  }

  /// Which entry of the rail it belongs to.
  var place: RailPlace {
    switch self {
    case .today: .today
    case .links: .links
    case .availability: .availability
    case .bookings: .bookings
    case .settings, .activity: .settings
    }
  }
}

/// The entries of the rail, in its order.
enum RailPlace: String, CaseIterable, Sendable {
  case today, bookings, links, availability, settings
}
