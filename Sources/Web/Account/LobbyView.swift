internal import Mustache
internal import Operations

/// A form on the way in as it is put together: what it asks, what was typed, what is wrong.
struct LobbyDraft {
  /// Where the form goes, if not to the page itself.
  var action: AccountRoute?
  var fields: [FieldView] = []
  var hidden: [HiddenView] = []
  /// Each with the field it is about.
  var wrongs: [(field: String?, text: String)] = []
  /// Until it may be tried again; nothing else is wrong then.
  var wait: Wait?
  var notice: String?
  /// Whom or which address it is about.
  var name = ""
  var zones: [ZoneGroupView] = []
  /// Whether none of them is chosen.
  var isZoneOpen = false
  var zoneWrong: String?
  var script: Script?

  /// Says it beside the fields and in the summary.
  mutating func refuse(_ refusals: [AccountRefusal], _ words: Words) {
    for refusal in refusals {
      let text = refusal.problem.sentence(for: refusal.field, words)
      let place = fields.firstIndex { $0.name == refusal.field.rawValue }
      if let place { fields[place].wrong = text }
      if refusal.field == .zone { zoneWrong = text }
      wrongs.append((refusal.field == .zone ? "zone" : place.map { fields[$0].id }, text))
    }
  }
}

/// A page of somebody on their way in: all of them are one form, or a few words and a way on.
struct LobbyView: View {
  let page: Frame
  let action: String
  let token: TokenView
  let draft: LobbyDraft
  let wrongs: WrongsView?
  let next: String?
  let held: String?
  let signIn: String
  /// Where to begin again who mistyped their address.
  let again: String?
  let signUp = AccountRoute.signUp.path
  let forgot = AccountRoute.forgot.path
  let letter = ForgotPage.letterAddress

  init(_ draft: LobbyDraft, _ call: Call, token: String) {
    var frame = call.edition.frame
    frame.script = draft.script
    frame.isPublic = call.route == .signIn || call.route == .signUp
    page = frame
    action = (draft.action ?? call.route).path
    self.token = TokenView(value: token)
    self.draft = draft
    next = call.next
    held = call.held?.text
    var query = QueryText()
    query.add("next", call.next)
    signIn = AccountRoute.signIn.path + query.text
    again = call.route == .signUp ? AccountRoute.signUp.path : nil
    let lettering = call.edition.lettering
    wrongs = draft.wait.map { .waiting($0, lettering) } ?? WrongsView(draft.wrongs, lettering)
  }

  private var fields: [FieldView] { draft.fields }
  private var hidden: [HiddenView] { draft.hidden }
  private var notice: String? { draft.notice }
  private var name: String { draft.name }
  private var zones: [ZoneGroupView] { draft.zones }
  private var isZoneOpen: Bool { draft.isZoneOpen }
  private var zoneWrong: String? { draft.zoneWrong }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "action": .text(\.action),
    "token": .view(\.token),
    "wrongs": .view(\.wrongs),
    "fields": .list(\.fields),
    "hidden": .list(\.hidden),
    "notice": .text(\.notice),
    "name": .text(\.name),
    "zones": .list(\.zones),
    "zone_open": .flag(\.isZoneOpen),
    "zone_wrong": .text(\.zoneWrong),
    "next": .text(\.next),
    "held": .text(\.held),
    "sign_in": .text(\.signIn),
    "again": .text(\.again),
    "sign_up": .text(\.signUp),
    "forgot": .text(\.forgot),
    "letter": .text(\.letter),
  ]
}
