import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A headless Chromium of our own. One serves many readers, one after the other.
struct Browser: Sendable {
  private let driver: WebDriver
  private let session: String
  /// What paths are visited at.
  private let base: String

  static func open<Result: Sendable>(
    at base: String, _ body: @Sendable (Browser) async throws -> Result
  ) async throws -> Result {
    let profile = ScratchFolder()
    let (process, port) = try await start(profile)
    let driver = WebDriver(port: port)
    let created = try await driver.post("/session", capabilities(profile))
    let browser = Browser(
      driver: driver, session: "/session/\(try #require(created["sessionId"].string))", base: base)
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try await body(browser))
    } catch {
      result = .failure(error)
    }
    try await driver.delete(browser.session)
    process.closeInput()
    _ = try await process.finish()
    return try result.get()
  }

  /// Asked for any free port, chromedriver now and then takes one that is free for IPv6 alone, and gives up.
  private static func start(_ profile: ScratchFolder) async throws -> (ChildProcess, UInt16) {
    for _ in 0..<20 {
      let process = try ChildProcess("/bin/sh", ["-c", leash, profile.path])
      if let port = try await port(of: process) { return (process, port) }
    }
    throw WebDriver.Refusal(description: "chromedriver doesn't start")
  }

  /// Ends the driver, its browser and what they wrote when our end of standard input closes, be it because we were
  /// killed: a browser outlives its driver, and a driver whoever started it.
  private static let leash = """
    chromedriver --port=0 &
    driver=$!
    exec >/dev/null
    cat
    kill $(cat /proc/$driver/task/*/children) $driver
    wait
    rm -rf "$0"
    """

  private static func port(of process: ChildProcess) async throws -> UInt16? {
    while let line = try await process.line() {
      guard line.contains("started successfully on port") else { continue }
      return line.split(separator: " ").last.flatMap { UInt16($0.prefix { $0.isNumber }) }
    }
    return nil
  }

  private static func capabilities(_ profile: ScratchFolder) -> JSON {
    let arguments: [JSON] = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--window-size=1280,900", .text("--user-data-dir=\(profile.path)/profile"),
    ]
    return [
      "capabilities": [
        "alwaysMatch": ["browserName": "chrome", "goog:chromeOptions": ["args": .list(arguments)]]
      ]
    ]
  }

  func visit(_ path: String) async throws {
    let address = path.hasPrefix("/") ? base + path : path
    _ = try await driver.post("\(session)/url", ["url": .text(address)])
  }

  func goBack() async throws {
    _ = try await driver.post("\(session)/back")
  }

  var title: String {
    get async throws { try await driver.get("\(session)/title").string ?? "" }
  }

  /// Where the browser is, without the server's own part.
  var path: String {
    get async throws {
      let address = try await driver.get("\(session)/url").string ?? ""
      return address.hasPrefix(base) ? String(address.dropFirst(base.count)) : address
    }
  }

  /// Runs a script beside the page's own; what it returns comes back.
  @discardableResult
  func script(_ text: String) async throws -> JSON {
    try await driver.post("\(session)/execute/sync", ["script": .text(text), "args": []])
  }

  /// Runs a script that calls `done` with what it found.
  @discardableResult
  func eventually(_ text: String) async throws -> JSON {
    let script = "const done = arguments[arguments.length - 1]; \(text)"
    return try await driver.post("\(session)/execute/async", ["script": .text(script), "args": []])
  }

  /// Waits until a condition holds in the page, or in the one that comes after it.
  func wait(until condition: String) async throws {
    let start = time(nil)
    while time(nil) - start < 30 {
      // A page that is being left has no answer.
      if let answer = try? await script("return document.readyState === 'complete' && Boolean(\(condition))"),
        answer.isTrue
      {
        return
      }
    }
    throw WebDriver.Refusal(description: "it never comes that \(condition)")
  }

  /// The text of the first element a CSS selector finds, as the reader sees it.
  func text(_ selector: String) async throws -> String {
    try await driver.get("\(session)/element/\(try await element(selector))/text").string ?? ""
  }

  func count(_ selector: String) async throws -> Int {
    try await driver.post("\(session)/elements", ["using": "css selector", "value": .text(selector)]).list.count
  }

  /// Presses it with the mouse.
  func press(_ selector: String) async throws {
    _ = try await driver.post("\(session)/element/\(try await element(selector))/click")
  }

  /// Presses what leads to another page, and waits until that is there: the driver itself may look at the old one.
  func follow(_ selector: String) async throws {
    try await script("document.documentElement.dataset.left = ''")
    try await press(selector)
    try await wait(until: "!('left' in document.documentElement.dataset)")
  }

  /// Types text into a field.
  func fill(_ selector: String, _ text: String) async throws {
    _ = try await driver.post("\(session)/element/\(try await element(selector))/value", ["text": .text(text)])
  }

  /// Types into whatever has the focus, as a keyboard does.
  func type(_ keys: String) async throws {
    let actions = keys.flatMap { key -> [JSON] in
      [["type": "keyDown", "value": .text(String(key))], ["type": "keyUp", "value": .text(String(key))]]
    }
    _ = try await driver.post(
      "\(session)/actions", ["actions": [["type": "key", "id": "keyboard", "actions": .list(actions)]]])
  }

  /// The page as a picture, kept so that a person can look at it.
  func photograph(_ name: String) async throws {
    let encoded = try await devTools("Page.captureScreenshot", ["captureBeyondViewport": true])["data"].string ?? ""
    let picture = try #require(Data(base64Encoded: encoded))
    let folder = Checkout.root + "/var/screenshots"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try picture.write(to: URL(filePath: "\(folder)/\(name).png"))
  }

  private func element(_ selector: String) async throws -> String {
    let found = try await driver.post("\(session)/element", ["using": "css selector", "value": .text(selector)])
    return try #require(found["element-6066-11e4-a52e-4f735466cecf"].string)
  }

  @discardableResult
  func devTools(_ command: String, _ parameters: JSON = [:]) async throws -> JSON {
    try await driver.post("\(session)/goog/cdp/execute", ["cmd": .text(command), "params": parameters])
  }
}

/// WebDriver's names of keys that print nothing.
enum Key {
  static let tab = "\u{E004}"
  static let enter = "\u{E007}"
  static let escape = "\u{E00C}"
}
