internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// All cities to read times in, by continent, each a link back to the times.
struct ZonesPage: Page {
  let address: LinkAddress
  let desk: GuestDesk

  func answer(_ request: Request) -> Answer {
    let reader = desk.reader(request)
    let choice = Choice(request.target.query, reader)
    return desk.later(request) {
      switch try await desk.office.link(address.slug, of: address.username) {
      case .nothing: try await desk.leadOn(request, from: address.username)
      case .missing(let owner): try ClosedPage(desk, desk.edition(for: reader)).response(nothingOf: owner)
      case .closed(let closed): try ClosedPage(desk, desk.edition(for: reader)).response(closed)
      case .open(let open): try show(open, choice, desk.edition(for: reader))
      }
    }
  }

  private func show(_ open: OpenLink, _ choice: Choice, _ edition: GuestEdition) throws -> Response {
    let own = OwnColor(open.link.color)
    let cities = AllCities(
      title: open.link.title, owner: open.owner, guest: open.owner.zone, choice: choice, back: .link(address, .times),
      now: open.now, edition: edition)
    return try desk.page(desk.templates.zones, cities.view(own), edition, policy: own.policy, caching: .untilAsked)
  }
}

/// The same for a booking that is being moved.
struct MovingZonesPage: Page {
  let token: String
  let desk: GuestDesk

  func answer(_ request: Request) -> Answer {
    let choice = Choice(request.target.query, desk.reader(request))
    return desk.booking(token, request) { booking, drawing in
      let own = OwnColor(booking.color)
      let cities = AllCities(
        title: booking.title, owner: booking.owner, guest: booking.guest.zone, choice: choice,
        back: .booking(token, .reschedule), now: drawing.now, edition: drawing.edition)
      return try desk.page(desk.templates.zones, cities.view(own), drawing.edition, policy: own.policy)
    }
  }
}

/// All cities, each a link back to the times it is read for.
private struct AllCities {
  let title: String
  let owner: Owner
  /// Whose times are read where none was chosen.
  let guest: Zone
  let choice: Choice
  let back: Route
  let now: Instant
  let edition: GuestEdition

  func view(_ own: OwnColor) -> AllZonesView {
    AllZonesView(
      page: edition.frame(own: own), title: title, owner: owner.name, back: address(choice),
      regions: Continent.allCases.map { continent in
        RegionView(name: edition.words.text(continent.word), zones: zones(of: continent))
      })
  }

  private func zones(of continent: Continent) -> [TabView] {
    let select = ZoneSelect(
      current: choice.zone.flatMap { try? Zone.named($0) } ?? guest, owner: owner.zone, ownerName: owner.shortName,
      now: now, habit: choice.clock)
    let cities = edition.lettering.cities.every.filter { $0.region == continent.rawValue }
    return cities.compactMap { city in
      guard let zone = try? Zone.named(city.zone) else { return nil }
      let option = select.option(zone, called: city.label, edition.lettering)
      var other = choice
      other.zone = option.zone
      return TabView(text: option.label, address: address(other), isCurrent: city.isOwn && option.isCurrent)
    }
  }

  private func address(_ choice: Choice) -> String {
    back.address + choice.query(month: choice.month, date: choice.date).text
  }
}

struct AllZonesView: View {
  let page: Frame
  let title: String
  let owner: String
  let back: String
  let regions: [RegionView]

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "title": .text(\.title),
    "owner": .text(\.owner),
    "back": .text(\.back),
    "regions": .list(\.regions),
  ]
}

struct RegionView: View {
  let name: String
  let zones: [TabView]

  static let keys: Keys<Self> = ["name": .text(\.name), "zones": .list(\.zones)]
}
