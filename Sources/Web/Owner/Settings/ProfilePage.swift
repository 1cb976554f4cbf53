internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// Who an owner is to their guests, and how they like things said.
struct ProfilePage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return try ProfileDrawing(visit).response() }
    let sent = { (name: String) in visit.sent[name] ?? "" }
    let form = ProfileForm(
      username: sent("username"), firstName: sent("first_name"), lastName: sent("last_name"), bio: sent("bio"),
      zone: sent("zone"), locale: sent("language"), weekStart: sent("week_start"), clock: sent("clock"))
    let outcome = try await visit.office.saveProfile(
      form, speaking: visit.desk.languages, of: visit.owner.id, caller: visit.caller,
      ifStill: { ProfileForm(of: $0).shown == visit.sent.shown })
    switch outcome {
    case .saved: return visit.settings(.all, .saved)
    case .refused(let refusals): return try ProfileDrawing(visit, form, refusals).response()
    case .changed(let newer):
      let changed = visit.changed(
        try await visit.office.lastProfileChange(of: newer.id), form: "profile", over: ProfileForm(of: newer).shown,
        newer: DeskRoute.settings(.all).path)
      return try ProfileDrawing(visit, form, changed: changed).response()
    case .unknown: return visit.failure(.notFound)
    }
  }
}

extension ProfileForm {
  /// Names what a form showed that has this in it.
  fileprivate var shown: String {
    Shown.name(of: [username, firstName, lastName, bio, zone, locale, weekStart, clock].joined(separator: "\u{0}"))
  }
}

/// Takes a picture, or takes it away.
struct PicturePage: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    if visit.sent["remove"] != nil {
      try await visit.office.removePicture(of: visit.owner.id, caller: visit.caller)
      return visit.settings(.all, .picture)
    }
    let bytes = visit.sent.parts?["picture"].map { Array($0.bytes) } ?? []
    switch try await visit.office.setPicture(bytes, of: visit.owner.id, caller: visit.caller) {
    case .saved: return visit.settings(.all, .picture)
    case .refused(let refusals): return try ProfileDrawing(visit, nil, refusals).response()
    }
  }
}

/// Shows what is kept of an owner, or what was typed and what is wrong with it.
private struct ProfileDrawing {
  let visit: Visit
  let form: ProfileForm
  let wrongs: SettingsWrongs
  let changed: ChangedView?
  /// What the form was first filled with.
  let shown: String
  let status: Status

  init(
    _ visit: Visit, _ form: ProfileForm? = nil, _ refusals: [AccountRefusal] = [], changed: ChangedView? = nil
  ) {
    self.visit = visit
    let known = ProfileForm(of: visit.owner)
    self.form = form ?? known
    shown = form == nil ? known.shown : visit.sent.shown
    wrongs = SettingsWrongs(refusals, visit.words, fields: Self.fields)
    self.changed = changed
    status = changed != nil ? .conflict : refusals.isEmpty ? .ok : .unprocessableContent
  }

  private static let fields: Set<String> = [
    "username", "first_name", "last_name", "bio", "zone", "language", "week_start", "clock", "picture",
  ]

  func response() throws -> Response {
    let owner = visit.owner
    let view = ProfileView(
      desk: visit.frame(notice: visit.settingsNotice), tabs: SettingsTabs(.settings(.all)),
      wrongs: wrongs.view(visit.lettering), changed: changed, shown: shown, action: DeskRoute.settings(.all).path,
      pictureAction: DeskRoute.settings(.picture).path, picture: owner.pictureAddress, initials: owner.initials,
      pictureWrong: wrongs["picture"], fields: fields, selects: selects)
    return try visit.page(visit.desk.templates.settings.profile, view, status: status)
  }

  private var fields: [FieldView] {
    let (words, address) = (visit.words, visit.desk.baseAddress.withoutScheme)
    var first = field("first_name", words.text(SettingsWord.firstName), form.firstName, optional: true)
    first.autocomplete = "given-name"
    var last = field("last_name", words.text(SettingsWord.lastName), form.lastName, optional: true)
    last.autocomplete = "family-name"
    var username = field("username", words.text(AccountWord.fieldUsername), form.username)
    username.autocomplete = "username"
    username.hint = words.text(SettingsWord.usernameHint, ["address": "\(address)/"])
    var bio = field("bio", words.text(SettingsWord.bio), form.bio, optional: true)
    bio.kind = .lines
    bio.hint = words.text(SettingsWord.bioHint)
    return [first, last, username, bio]
  }

  private func field(_ name: String, _ label: String, _ value: String, optional: Bool = false) -> FieldView {
    var field = FieldView(name, label)
    field.isOptional = optional
    field.value = value
    field.wrong = wrongs[name]
    return field
  }

  /// Those that people live by, and the one that stands there already: a program may have set any.
  private var weekStarts: [(String, String)] {
    let words = visit.words
    let usual = [
      ("1", words.text(SettingsWord.monday)), ("0", words.text(SettingsWord.sunday)),
      ("6", words.text(SettingsWord.saturday)),
    ]
    let own = "\(visit.owner.weekStart.rawValue)"
    if usual.contains(where: { $0.0 == own }) { return usual }
    let tongue = visit.lettering.tongue
    return usual + [(own, tongue.opening(tongue.weekdays[visit.owner.weekStart.rawValue]))]
  }

  private var selects: [PickView] {
    let words = visit.words
    let zones = EveryZone(current: form.zone, lettering: visit.lettering)
    let clocks: [(String, String)] = [
      ("", words.text(SettingsWord.clockUsual)), ("24", words.text(SettingsWord.clockTwentyFour)),
      ("12", words.text(SettingsWord.clockTwelve)),
    ]
    let languages = visit.desk.languages.map { ($0, SettingsWord.language($0, words)) }
    let selects = [
      PickView("zone", words.text(SettingsWord.zone), groups: zones.groups),
      PickView("language", words.text(SettingsWord.languageField), languages, chosen: [form.locale]),
      PickView("week_start", words.text(SettingsWord.weekStart), weekStarts, chosen: [form.weekStart]),
      PickView("clock", words.text(SettingsWord.clock), clocks, chosen: [form.clock]),
    ]
    return selects.map { select in
      var select = select
      select.wrong = wrongs[select.name]
      return select
    }
  }
}

struct ProfileView: View {
  let desk: DeskView
  let tabs: SettingsTabs
  let wrongs: WrongsView?
  let changed: ChangedView?
  let shown: String
  let action: String
  let pictureAction: String
  let picture: String?
  let initials: String
  let pictureWrong: String?
  let fields: [FieldView]
  let selects: [PickView]

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "tabs": .view(\.tabs),
    "wrongs": .view(\.wrongs),
    "changed": .view(\.changed),
    "shown": .text(\.shown),
    "action": .text(\.action),
    "picture_action": .text(\.pictureAction),
    "picture": .text(\.picture),
    "initials": .text(\.initials),
    "picture_wrong": .text(\.pictureWrong),
    "fields": .list(\.fields),
    "selects": .list(\.selects),
  ]
}
