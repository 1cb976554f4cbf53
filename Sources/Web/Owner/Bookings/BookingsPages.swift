extension BookingsRoute {
  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: ComingPage()
    }
  }
}
