internal import HTTP

extension Request {
  /// Whether the page that sent this was one of ours, as far as the browser tells. Programs tell nothing, and need the
  /// form's token like everyone else.
  func isFromOurs(_ baseAddress: String) -> Bool {
    if let site = headers[.secFetchSite], site != "same-origin", site != "none" { return false }
    guard let origin = headers[.origin] else { return true }
    return origin == baseAddress || origin == "\(scheme.rawValue)://\(head.host)"
  }

  /// Whether a browser says so, as all of today do of a form. Asked where no token can be.
  func isSurelyFromOurs(_ baseAddress: String) -> Bool {
    isFromOurs(baseAddress) && (headers[.secFetchSite] == "same-origin" || headers[.origin] != nil)
  }
}
