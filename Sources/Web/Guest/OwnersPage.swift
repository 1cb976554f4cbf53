internal import Almanac
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// Who somebody is and what may be booked with them.
struct OwnersPage: Page {
  let username: String
  let desk: GuestDesk

  func answer(_ request: Request) -> Answer {
    let edition = desk.edition(for: desk.reader(request))
    return desk.later(request) {
      guard let found = try await desk.office.owner(named: username) else {
        return try await desk.leadOn(request, from: username)
      }
      let own = OwnColor(ofEntries: found.links.map(\.color), in: ".service")
      let view = OwnersView(found, own, edition)
      var response = try desk.page(
        desk.templates.owner, view, edition, policy: own.policy, caching: .untilAsked)
      if case .bytes(let page) = response.body, let etag = Fingerprint(page).etag {
        response.headers.add(.etag, etag.description)
      }
      return response
    }
  }
}

struct OwnersView: View {
  let page: Frame
  let heading: String
  let name: String
  let initials: String
  let picture: String?
  /// Finished HTML.
  let bio: String
  let links: [OfferView]

  init(_ found: OwnerPage, _ own: OwnColor, _ edition: GuestEdition) {
    page = edition.frame(own: own, isPublic: true)
    heading = edition.words.text(.ownerTitle, ["name": found.owner.name])
    name = found.owner.name
    initials = found.owner.initials
    picture = found.owner.pictureAddress
    bio = Markdown.html(of: found.owner.bio)
    links = found.links.map { OfferView($0, of: found.owner, edition) }
  }

  private var hasLinks: Bool { !links.isEmpty }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "heading": .text(\.heading),
    "name": .text(\.name),
    "initials": .text(\.initials),
    "picture": .text(\.picture),
    "bio": .html(\.bio),
    "links": .list(\.links),
    "any": .flag(\.hasLinks),
  ]
}

/// One link on its owner's page.
struct OfferView: View {
  let title: String
  let address: String
  /// Finished HTML.
  let description: String
  let length: String
  let place: PlaceView
  let seats: String?

  init(_ link: Link, of owner: Owner, _ edition: GuestEdition) {
    title = link.title
    address = Route.link(LinkAddress(known: owner.username, link.slug), .times).address
    description = Markdown.html(of: link.description)
    let tongue = edition.lettering.tongue
    length =
      link.durations.count == 1
      ? tongue.length(minutes: link.duration.count)
      : link.durations.map(\.count).sorted().map { tongue.shortLength(minutes: $0) }.joined(separator: " · ")
    place = PlaceView(link.place, of: owner, isAgreed: false, edition.lettering)
    seats = link.isGroup ? edition.lettering.count(link.seats, one: .seatsOne, more: .seatsMore) : nil
  }

  static let keys: Keys<Self> = [
    "title": .text(\.title),
    "address": .text(\.address),
    "description": .html(\.description),
    "length": .text(\.length),
    "place": .view(\.place),
    "seats": .text(\.seats),
  ]
}
