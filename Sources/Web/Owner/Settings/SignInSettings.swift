internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// What an owner signs in with, and where they are signed in.
struct SignInSettings: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    try await SignInDrawing(visit).response()
  }
}

/// Asks a new address whether it is theirs, or thinks better of it.
struct EmailChange: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    if visit.sent["keep"] != nil {
      try await visit.office.forgetNewEmail(of: visit.owner.id, caller: visit.caller)
      return visit.settings(.signIn, .kept)
    }
    let email = visit.sent["email"] ?? ""
    let outcome = try await visit.office.changeEmail(
      to: email, password: visit.sent["current"] ?? "", of: visit.owner.id, caller: visit.caller)
    return try await SignInDrawing(visit, form: .email, email: email).answer(outcome, done: .asked)
  }
}

/// Another password.
struct PasswordChange: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    let outcome = try await visit.office.changePassword(
      from: visit.sent["current"] ?? "", to: visit.sent["password"] ?? "",
      revokingTokens: visit.sent["revoke"] != nil, of: visit.owner.id, keeping: visit.session.id, caller: visit.caller)
    return try await SignInDrawing(visit, form: .password).answer(outcome, done: .password)
  }
}

/// Ends a session, which may be this one.
struct DeviceEnd: DeskPage {
  let id: SessionID
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    guard try await visit.office.signOut(id, of: visit.owner.id, caller: visit.caller) else {
      return visit.failure(.notFound)
    }
    return visit.settings(.signIn, .device)
  }
}

/// Ends every session but this one.
struct DevicesEnd: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    try await visit.office.signOutOthers(keeping: visit.session.id, of: visit.owner.id, caller: visit.caller)
    return visit.settings(.signIn, .devices)
  }
}

/// Shows it, or what is wrong with what was typed into one of its forms.
private struct SignInDrawing {
  enum Asked { case email, password }

  let visit: Visit
  var form: Asked?
  var email = ""
  private var wrongs: SettingsWrongs
  private var status = Status.ok
  private var wait: Wait?

  init(_ visit: Visit, form: Asked? = nil, email: String = "") {
    (self.visit, self.form, self.email) = (visit, form, email)
    wrongs = SettingsWrongs([], visit.words, fields: [])
  }

  func answer(_ outcome: GuardedOutcome, done: SettingsDone) async throws -> Response {
    var drawing = self
    switch outcome {
    case .done: return visit.settings(.signIn, done)
    case .refused(let refusals):
      drawing.wrongs = SettingsWrongs(refusals, visit.words, fields: ["email", "password", "current"]).renaming(
        "current", to: form == .email ? "email-current" : "password-current")
      drawing.status = .unprocessableContent
    case .tooMany(let wait):
      drawing.wrongs = SettingsWrongs(waiting: wait)
      drawing.status = .tooManyRequests
      drawing.wait = wait
    }
    return try await drawing.response()
  }

  func response() async throws -> Response {
    let office = visit.office
    let devices = try await office.devices(of: visit.owner.id)
    let waiting = try await office.waitingEmail(of: visit.owner.id)
    let programs = try await office.countAccessTokens(of: visit.owner.id)
    let view = SignInSettingsView(
      desk: visit.frame(notice: visit.settingsNotice), tabs: SettingsTabs(.settings(.signIn)),
      wrongs: wrongs.view(visit.lettering),
      emailNow: visit.words.text(SettingsWord.emailNow, ["email": visit.owner.email]),
      waiting: waiting.map { visit.words.text(SettingsWord.emailWaiting, ["email": $0]) }, emailFields: emailFields,
      passwordFields: passwordFields, username: visit.owner.username, hasPrograms: programs > 0,
      revokes: visit.sent["revoke"] != nil, devices: devices.map(device),
      others: devices.count > 1)
    var response = try visit.page(visit.desk.templates.settings.signIn, view, status: status)
    if let wait { response.headers.add(.retryAfter, wait.seconds) }
    return response
  }

  private var emailFields: [FieldView] {
    var address = FieldView("email", visit.words.text(SettingsWord.newEmail))
    address.type = "email"
    address.autocomplete = "email"
    address.value = email
    address.wrong = form == .email ? wrongs["email"] : nil
    return [address, current("email-current", isWrong: form == .email)]
  }

  private var passwordFields: [FieldView] {
    var password = FieldView.password(visit.words.text(AccountWord.fieldNewPassword), isNew: true)
    password.hint = visit.words.text(AccountWord.passwordHint)
    password.wrong = form == .password ? wrongs["password"] : nil
    return [current("password-current", isWrong: form == .password), password]
  }

  private func current(_ id: String, isWrong: Bool) -> FieldView {
    var field = FieldView("current", visit.words.text(SettingsWord.currentPassword), id: id)
    field.type = "password"
    field.autocomplete = "current-password"
    field.wrong = isWrong ? wrongs["current"] : nil
    return field
  }

  private func device(_ device: Device) -> DeviceView {
    let seen = visit.moment(device.lastSeen)
    return DeviceView(
      name: BrowserName.told(by: device.userAgent) ?? visit.words.text(SettingsWord.deviceUnknown),
      address: device.address ?? "", seen: visit.words.text(SettingsWord.deviceSeen, ["when": seen]),
      isThis: device.id == visit.session.id, action: DeskRoute.settings(.device(device.id)).path)
  }
}

extension Visit {
  /// A day and a time of it, in the owner's own zone.
  func moment(_ instant: Instant) -> String {
    let date = zone.local(instant).date
    let day =
      date.year == zone.local(now).date.year ? lettering.tongue.day(date) : lettering.tongue.dayAndYear(date)
    return "\(day), \(lettering.time(instant, in: zone, habit))"
  }
}

struct SignInSettingsView: View {
  let desk: DeskView
  let tabs: SettingsTabs
  let wrongs: WrongsView?
  let emailNow: String
  let waiting: String?
  let emailFields: [FieldView]
  let passwordFields: [FieldView]
  let username: String
  /// Whether there are tokens that a new password could end too, and whether it is to.
  let hasPrograms: Bool
  let revokes: Bool
  let devices: [DeviceView]
  let others: Bool
  let emailAction = DeskRoute.settings(.email).path
  let passwordAction = DeskRoute.settings(.password).path
  let devicesAction = DeskRoute.settings(.devices).path
  let security = DeskRoute.security(.all).path
  let tokens = DeskRoute.settings(.tokens(.all)).path

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "tabs": .view(\.tabs),
    "wrongs": .view(\.wrongs),
    "email_now": .text(\.emailNow),
    "waiting": .text(\.waiting),
    "email_fields": .list(\.emailFields),
    "password_fields": .list(\.passwordFields),
    "username": .text(\.username),
    "programs": .flag(\.hasPrograms),
    "revokes": .flag(\.revokes),
    "devices": .list(\.devices),
    "others": .flag(\.others),
    "email_action": .text(\.emailAction),
    "password_action": .text(\.passwordAction),
    "devices_action": .text(\.devicesAction),
    "security": .text(\.security),
    "tokens": .text(\.tokens),
  ]
}

struct DeviceView: View {
  let name: String
  let address: String
  let seen: String
  let isThis: Bool
  let action: String

  static let keys: Keys<Self> = [
    "name": .text(\.name),
    "address": .text(\.address),
    "seen": .text(\.seen),
    "this": .flag(\.isThis),
    "action": .text(\.action),
  ]
}
