/// How a reader sits before the page.
struct Reader: Sendable {
  var width = 1280
  var height = 900
  var language = "en"
  var zone = "Europe/Paris"
  var isDark = false
  var hasScript = true

  /// The smallest there is.
  static let phone = Reader(width: 320, height: 640)

  var isPhone: Bool { width < 600 }
}

extension Browser {
  /// Makes room for another reader: nothing is remembered of those before.
  func seat(_ reader: Reader) async throws {
    try await visit("about:blank")
    try await devTools("Network.clearBrowserCookies")
    try await devTools("Emulation.setScriptExecutionDisabled", ["value": .bool(!reader.hasScript)])
    try await devTools("Emulation.setTimezoneOverride", ["timezoneId": .text(reader.zone)])
    try await devTools(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(reader.width)), "height": .number(Double(reader.height)), "deviceScaleFactor": 1,
        "mobile": .bool(reader.isPhone),
      ])
    try await devTools("Emulation.setTouchEmulationEnabled", ["enabled": .bool(reader.isPhone)])
    try await devTools(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": .text(reader.isDark ? "dark" : "light")],
          ["name": "prefers-reduced-motion", "value": "reduce"],
        ]
      ])
    let agent = try await devTools("Browser.getVersion")["userAgent"]
    try await devTools(
      "Emulation.setUserAgentOverride", ["userAgent": agent, "acceptLanguage": .text(reader.language)])
  }
}
