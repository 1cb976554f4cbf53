import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A headless Chromium of our own, for the length of a test.
struct Browser: Sendable {
  /// How the reader sits before the page.
  struct Reader: Sendable {
    var width = 1280
    var height = 900
    var language = "en"
    var isDark = false
    var hasScript = true
    var reducesMotion = true
  }

  private let driver: WebDriver
  private let session: String

  static func open<Result: Sendable>(
    as reader: Reader = Reader(), _ body: @Sendable (Browser) async throws -> Result
  ) async throws -> Result {
    let (process, port) = try await start()
    let driver = WebDriver(port: port)
    let created = try await driver.post("/session", capabilities(for: reader))
    let browser = Browser(driver: driver, session: "/session/\(try #require(created["sessionId"].string))")
    let result: Swift.Result<Result, any Error>
    do {
      try await browser.imitate(reader)
      result = .success(try await body(browser))
    } catch {
      result = .failure(error)
    }
    try await driver.delete(browser.session)
    process.signal(SIGTERM)
    return try result.get()
  }

  /// Asked for any free port, chromedriver now and then takes one that is free for IPv6 alone, and gives up.
  private static func start() async throws -> (ChildProcess, UInt16) {
    for _ in 0..<20 {
      let process = try ChildProcess("chromedriver", ["--port=0"])
      if let port = try await port(of: process) { return (process, port) }
    }
    throw WebDriver.Refusal(description: "chromedriver doesn't start")
  }

  private static func port(of process: ChildProcess) async throws -> UInt16? {
    while let line = try await process.line() {
      guard line.contains("started successfully on port") else { continue }
      return line.split(separator: " ").last.flatMap { UInt16($0.prefix { $0.isNumber }) }
    }
    return nil
  }

  private static func capabilities(for reader: Reader) -> JSON {
    let arguments: [JSON] = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      .text("--window-size=\(max(reader.width, 500)),\(reader.height)"),
      .text("--blink-settings=preferredColorScheme=\(reader.isDark ? 0 : 1),scriptEnabled=\(reader.hasScript)"),
    ]
    return [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome",
          "goog:chromeOptions": [
            "args": .list(arguments), "prefs": ["intl.accept_languages": .text(reader.language)],
          ],
        ]
      ]
    ]
  }

  /// What no command-line flag can say: widths under 500, and what media queries ask.
  private func imitate(_ reader: Reader) async throws {
    try await devTools(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(reader.width)), "height": .number(Double(reader.height)), "deviceScaleFactor": 1,
        "mobile": .bool(reader.width < 600),
      ])
    try await devTools(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": .text(reader.isDark ? "dark" : "light")],
          ["name": "prefers-reduced-motion", "value": .text(reader.reducesMotion ? "reduce" : "no-preference")],
        ]
      ])
  }

  func visit(_ address: String) async throws {
    _ = try await driver.post("\(session)/url", ["url": .text(address)])
  }

  var title: String {
    get async throws { try await driver.get("\(session)/title").string ?? "" }
  }

  var address: String {
    get async throws { try await driver.get("\(session)/url").string ?? "" }
  }

  /// Runs a script in the page; what it returns comes back.
  func script(_ text: String) async throws -> JSON {
    try await driver.post("\(session)/execute/sync", ["script": .text(text), "args": []])
  }

  /// The text of the first element a CSS selector finds, as the reader sees it.
  func text(_ selector: String) async throws -> String {
    try await driver.get("\(session)/element/\(try await element(selector))/text").string ?? ""
  }

  func press(_ selector: String) async throws {
    _ = try await driver.post("\(session)/element/\(try await element(selector))/click")
  }

  /// Types into whatever has the focus, as a keyboard does.
  func type(_ keys: String) async throws {
    let actions = keys.flatMap { key -> [JSON] in
      [["type": "keyDown", "value": .text(String(key))], ["type": "keyUp", "value": .text(String(key))]]
    }
    _ = try await driver.post(
      "\(session)/actions", ["actions": [["type": "key", "id": "keyboard", "actions": .list(actions)]]])
  }

  /// The page as a picture, kept beside the test products so that a person can look at it.
  func photograph(_ name: String) async throws {
    let encoded = try await driver.get("\(session)/screenshot").string ?? ""
    let picture = try #require(Data(base64Encoded: encoded))
    let folder = Checkout.root + "/var/screenshots"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try picture.write(to: URL(filePath: "\(folder)/\(name).png"))
  }

  private func element(_ selector: String) async throws -> String {
    let found = try await driver.post(
      "\(session)/element", ["using": "css selector", "value": .text(selector)])
    return try #require(found["element-6066-11e4-a52e-4f735466cecf"].string)
  }

  private func devTools(_ command: String, _ parameters: JSON) async throws {
    _ = try await driver.post(
      "\(session)/goog/cdp/execute", ["cmd": .text(command), "params": parameters])
  }
}

/// WebDriver's names of keys that print nothing.
enum Key {
  static let tab = "\u{E004}"
  static let enter = "\u{E007}"
}
