internal import HTTP
internal import Mustache
internal import Operations

/// The ways around within the settings, with the one that is open marked.
struct SettingsTabs: View {
  let profile: RailEntryView
  let signIn: RailEntryView
  let security: RailEntryView
  let tokens: RailEntryView
  let data: RailEntryView
  let activity: RailEntryView

  init(_ current: DeskRoute) {
    func entry(_ route: DeskRoute) -> RailEntryView {
      RailEntryView(address: route.path, isCurrent: route == current)
    }
    profile = entry(.settings(.all))
    signIn = entry(.settings(.signIn))
    security = entry(.security(.all))
    tokens = entry(.settings(.tokens(.all)))
    data = entry(.settings(.data))
    activity = entry(.activity)
  }

  static let keys: Keys<Self> = [
    "profile": .view(\.profile),
    "sign_in": .view(\.signIn),
    "security": .view(\.security),
    "tokens": .view(\.tokens),
    "data": .view(\.data),
    "activity": .view(\.activity),
  ]
}

/// What is wrong with a form of the settings, told by what it asked for.
struct SettingsWrongs {
  private var list: [(field: String?, text: String)] = []
  private let problems: [String: String]
  private var wait: Wait?

  /// Problems that no field of the page is about stand for themselves.
  init(_ refusals: [AccountRefusal], _ words: Words, fields: Set<String>) {
    problems = Dictionary(refusals.map { ($0.field.rawValue, $0.problem.sentence(for: $0.field, words)) }) { first, _ in
      first
    }
    list = refusals.map { refusal in
      let name = refusal.field.rawValue
      return (fields.contains(name) ? name : nil, problems[name] ?? "")
    }
  }

  init(waiting wait: Wait) {
    problems = [:]
    self.wait = wait
  }

  subscript(name: String) -> String? { problems[name] }

  func view(_ lettering: Lettering) -> WrongsView? {
    wait.map { .waiting($0, lettering) } ?? WrongsView(list, lettering)
  }
}

extension SettingsWrongs {
  /// A field that stands on the page more than once has an id of its own each time.
  func renaming(_ field: String, to id: String) -> SettingsWrongs {
    var wrongs = self
    wrongs.list = list.map { $0.field == field ? (id, $0.text) : $0 }
    return wrongs
  }
}

/// What was just done, said on the page it leads to.
enum SettingsDone: String, CaseIterable {
  case saved, picture, password, device, devices
  case asked
  case kept
  /// Another one, which was confirmed.
  case address

  var word: SettingsWord {
    switch self {
    case .saved: .doneSaved
    case .picture: .donePicture
    case .password: .donePassword
    case .device: .doneDevice
    case .devices: .doneDevices
    case .asked: .doneAsked
    case .kept: .doneKept
    case .address: .doneAddress
    }
  }
}

extension Visit {
  /// The notice of a page of the settings.
  var settingsNotice: NoticeView? {
    query["done"].flatMap(SettingsDone.init).map { NoticeView(text: words.text($0.word)) }
  }

  func settings(_ route: SettingsRoute, _ done: SettingsDone) -> Response {
    redirect(to: .settings(route), ("done", done.rawValue))
  }
}
