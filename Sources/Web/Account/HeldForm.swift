internal import Crypto
internal import FoundationEssentials
internal import HTTP
internal import Operations

/// What an owner sent whose session had ended while the form was open. It goes along in the forms of the way in, so that
/// it can be sent once more afterwards; nothing of it is kept here meanwhile.
struct HeldForm: Sendable {
  let route: DeskRoute
  /// Where it was sent to, query and all.
  let address: String
  let fields: [HiddenView]
  /// Whether something is to be typed again, as it is not to stand in a page.
  let lacks: Bool
  /// As it stands in a form.
  let text: String

  static let field = "held"

  /// In bytes, of a form of the way in with one in it.
  static let longestForm = 256 * 1024
  /// In bytes of its text: a description of ten thousand characters and some questions, in any script.
  private static let longest = 200 * 1024

  /// Never in a page.
  static let secrets: Set = [AccountField.password.rawValue, AccountField.current.rawValue, AccountField.code.rawValue]

  private struct Kept: Codable {
    let to: String
    let fields: [[String]]
    let lacks: Bool
  }

  /// Nil for what can't be kept: files, more than fits, and whatever the browser does not vouch for.
  init?(_ sent: SentForm, of request: Request, from baseAddress: String) {
    guard request.isSurelyFromOurs(baseAddress), sent.failure == nil, sent.parts == nil else { return nil }
    let fields = sent.fields.filter { $0.name != FormSeal.field }
    let open = fields.filter { !HeldForm.secrets.contains($0.name) }
    let kept = Kept(
      to: request.target.description, fields: open.map { [$0.name, $0.value] }, lacks: open.count < fields.count)
    guard let json = try? JSONEncoder().encode(kept) else { return nil }
    self.init(text: Base64.url.encode(Array(json)))
  }

  /// What came back in a form of the way in.
  init?(text: String) {
    guard text.utf8.count <= HeldForm.longest, let json = try? Base64.url.decode(Array(text.utf8)),
      let kept = try? JSONDecoder().decode(Kept.self, from: Data(json)), let route = DeskRoute(address: kept.to),
      route.page.methods.contains(.post), kept.fields.allSatisfy({ $0.count == 2 })
    else { return nil }
    self.route = route
    self.text = text
    address = kept.to
    fields = kept.fields.map { HiddenView(name: $0[0], value: $0[1]) }
    lacks = kept.lacks
  }
}

extension DeskRoute {
  /// The one at an address as it is written; nil for everything that is no owner's page, other sites' first of all.
  init?(address: String) {
    let isPlain = address.utf8.count <= 2_000 && address.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
    guard isPlain, let target = Target(address), case .desk(let route)? = Route(target.segments) else { return nil }
    self = route
  }
}
