internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// What was done and tried in an owner's name: when, from where, and by which browser or by which program's token.
struct ActivityPage: DeskPage {
  /// What may be asked for alone: the words before the point of an action.
  private static let kinds = ["session", "user", "booking", "link", "schedule", "event", "access_token"]

  func answer(_ visit: Visit) async throws -> Response {
    let kind = visit.query["kind"].flatMap { Self.kinds.contains($0) ? $0 : nil }
    let cursor = visit.query["from"].flatMap { AuditCursor($0) }
    let activity = try await visit.office.activity(of: visit.owner.id, kind: kind, behind: cursor)
    let view = ActivityView(
      desk: visit.frame(), tabs: SettingsTabs(.activity), kinds: tabs(kind, visit.words),
      lines: activity.lines.map { line($0, visit) }, next: activity.next.map { address(kind, $0) })
    return try visit.page(visit.desk.templates.settings.activity, view)
  }

  private func tabs(_ current: String?, _ words: Words) -> [ActivityKindView] {
    [ActivityKindView(text: words.text(ActivityWord.all), address: address(nil, nil), isCurrent: current == nil)]
      + Self.kinds.map { kind in
        ActivityKindView(
          text: ActivityWord(rawValue: "activity.kind.\(kind)").map { words.text($0) } ?? kind,
          address: address(kind, nil), isCurrent: kind == current)
      }
  }

  private func address(_ kind: String?, _ cursor: AuditCursor?) -> String {
    var query = QueryText()
    query.add("kind", kind)
    query.add("from", cursor?.text)
    return DeskRoute.activity.path + query.text
  }

  private func line(_ line: AuditLine, _ visit: Visit) -> ActivityLineView {
    ActivityLineView(
      what: ActivityWord.sentence(line, visit.words), isFailure: !line.isSuccess, when: visit.moment(line.at),
      datetime: line.at.description, address: line.address,
      device: BrowserName.told(by: line.userAgent),
      token: line.token.map { visit.words.text(ActivityWord.token, ["name": $0]) })
  }
}

struct ActivityView: View {
  let desk: DeskView
  let tabs: SettingsTabs
  let kinds: [ActivityKindView]
  let lines: [ActivityLineView]
  let next: String?

  private var page: Frame { desk.page }
  private var isEmpty: Bool { lines.isEmpty }
  /// Nothing can be typed here.
  private var wrongs: WrongsView? { nil }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "tabs": .view(\.tabs),
    "wrongs": .view(\.wrongs),
    "kinds": .list(\.kinds),
    "lines": .list(\.lines),
    "next": .text(\.next),
    "empty": .flag(\.isEmpty),
  ]
}

struct ActivityKindView: View {
  let text: String
  let address: String
  let isCurrent: Bool

  static let keys: Keys<Self> = [
    "text": .text(\.text), "address": .text(\.address), "current": .flag(\.isCurrent),
  ]
}

struct ActivityLineView: View {
  let what: String
  let isFailure: Bool
  let when: String
  let datetime: String
  let address: String?
  let device: String?
  let token: String?

  static let keys: Keys<Self> = [
    "what": .text(\.what),
    "failure": .flag(\.isFailure),
    "when": .text(\.when),
    "datetime": .text(\.datetime),
    "address": .text(\.address),
    "device": .text(\.device),
    "token": .text(\.token),
  ]
}
