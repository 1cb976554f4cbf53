internal import Mustache

extension SettingsRoute {
  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .security(let route): route.page
    case .tokens(let route): route.page
    case .all: ProfilePage()
    case .picture: PicturePage()
    case .signIn: SignInSettings()
    case .email: EmailChange()
    case .password: PasswordChange()
    case .devices: DevicesEnd()
    case .device(let id): DeviceEnd(id: id)
    case .data: DataPage()
    case .export: ExportFile()
    case .calendar: CalendarExport()
    case .closing: AccountClosing()
    }
  }
}

/// The templates of the pages on which owners look after their account.
struct SettingsTemplates: Sendable {
  let profile: Bound<ProfileView>
  let signIn: Bound<SignInSettingsView>
  let security: Bound<SecurityView>
  let codes: Bound<CodesView>
  let tokens: Bound<TokensView>
  /// For what takes the password once more.
  let ask: Bound<GuardedView>
  let data: Bound<DataView>
  let activity: Bound<ActivityView>

  init(_ library: Library) throws(Fault) {
    profile = try library.bind("owner/settings/profile")
    signIn = try library.bind("owner/settings/sign_in")
    security = try library.bind("owner/settings/security")
    codes = try library.bind("owner/settings/codes")
    tokens = try library.bind("owner/settings/tokens")
    ask = try library.bind("owner/settings/ask")
    data = try library.bind("owner/settings/data")
    activity = try library.bind("owner/activity/list")
  }
}
