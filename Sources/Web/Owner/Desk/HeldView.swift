internal import Mustache

/// Offers what was sent without a session to be sent once more, now that there is one.
struct HeldView: View {
  let desk: DeskView
  let action: String
  let fields: [HiddenView]
  /// Whether something is to be typed again.
  let lacks: Bool
  /// The page it was sent from.
  let back: String

  private var page: Frame { desk.page }

  init(_ held: HeldForm, _ visit: Visit, page: String?) {
    desk = visit.frame()
    (action, fields, lacks) = (held.address, held.fields, held.lacks)
    back = page ?? (held.route.formPage ?? held.route).path
  }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "action": .text(\.action),
    "fields": .list(\.fields),
    "lacks": .flag(\.lacks),
    "back": .text(\.back),
  ]
}
