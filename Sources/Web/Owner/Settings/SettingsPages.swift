extension SettingsRoute {
  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: ComingPage()
    case .security(let route): route.page
    case .tokens(let route): route.page
    }
  }
}
