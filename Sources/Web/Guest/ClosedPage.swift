internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// Stands where a link was that takes no bookings now: it says so, and where else to look.
struct ClosedPage {
  let closed: ClosedLink
  let desk: GuestDesk

  func response(_ edition: GuestEdition) throws(Fault) -> Response {
    let own = OwnColor(closed.link.color)
    let values = ["title": closed.link.title, "name": closed.owner.shortName]
    let view = ClosedView(
      page: edition.frame(own: own), title: closed.link.title,
      heading: edition.words.text(closed.reason.word, values),
      text: edition.words.text(.closedText, values), owner: closed.owner.name,
      ownerAddress: Route.owner(closed.owner.username).address)
    return try desk.page(desk.templates.closed, view, edition, status: closed.reason.status, policy: own.policy)
  }
}

extension LinkClosing {
  fileprivate var word: Word {
    switch self {
    case .switchedOff: .closedOff
    case .expired: .closedExpired
    case .usedUp: .closedUsed
    }
  }

  /// What was switched off may come back.
  fileprivate var status: Status {
    switch self {
    case .switchedOff: .notFound
    case .expired, .usedUp: .gone
    }
  }
}

struct ClosedView: View {
  let page: Frame
  let title: String
  let heading: String
  let text: String
  let owner: String
  let ownerAddress: String

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "title": .text(\.title),
    "heading": .text(\.heading),
    "text": .text(\.text),
    "owner": .text(\.owner),
    "owner_address": .text(\.ownerAddress),
  ]
}
