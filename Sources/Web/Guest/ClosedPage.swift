internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// Stands where a link was that takes no bookings now: it says so, and where else to look.
struct ClosedPage {
  let desk: GuestDesk
  let edition: GuestEdition

  init(_ desk: GuestDesk, _ edition: GuestEdition) {
    (self.desk, self.edition) = (desk, edition)
  }

  func response(_ closed: ClosedLink) throws(Fault) -> Response {
    try response(
      closed.reason.word, ["title": closed.link.title], of: closed.owner, status: closed.reason.status,
      OwnColor(closed.link.color))
  }

  /// The link was deleted, or was never there: who came by an old letter may find another.
  func response(nothingOf owner: Owner) throws(Fault) -> Response {
    try response(.closedMissing, [:], of: owner, status: .notFound, nil)
  }

  private func response(
    _ heading: Word, _ values: [String: String], of owner: Owner, status: Status, _ own: OwnColor?
  ) throws(Fault) -> Response {
    let view = ClosedView(
      page: edition.frame(own: own), heading: edition.words.text(heading, values),
      text: edition.words.text(.closedText, ["name": owner.shortName]),
      ownerAddress: Route.owner(owner.username).address)
    return try desk.page(desk.templates.closed, view, edition, status: status, policy: own?.policy ?? .strict)
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
  let heading: String
  let text: String
  let ownerAddress: String

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "heading": .text(\.heading),
    "text": .text(\.text),
    "owner_address": .text(\.ownerAddress),
  ]
}
