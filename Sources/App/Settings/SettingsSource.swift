internal import FoundationEssentials

/// Settings as they were written: the environment first, then a `.env` file. An empty value counts as none.
struct SettingsSource {
  private let values: [String: String]

  init(values: [String: String]) {
    self.values = values.filter { !$0.value.isEmpty }
  }

  /// The process's environment over the `.env` file in the folder it was started from, where there is one.
  static func standard() throws -> SettingsSource {
    var values: [String: String] = [:]
    if let text = try? String(contentsOfFile: ".env", encoding: .utf8) {
      values = try parse(file: text)
    }
    values.merge(ProcessInfo.processInfo.environment.filter { Settings.names.contains($0.key) }) { _, mine in mine }
    return SettingsSource(values: values)
  }

  subscript(name: String) -> String? { values[name] }

  /// The value of `name` as `parse` understands it; `expected` says in words what that is.
  func read<Value>(_ name: String, _ expected: String, _ parse: (String) -> Value?) throws -> Value? {
    guard let text = self[name] else { return nil }
    guard let value = parse(text) else { throw Failure("\(name) must be \(expected), not '\(text)'") }
    return value
  }

  /// As above, of `text` where there is no value.
  func read<Value>(
    _ name: String, _ expected: String, usually text: String, _ parse: (String) -> Value?
  ) throws -> Value {
    let text = self[name] ?? text
    guard let value = parse(text) else { throw Failure("\(name) must be \(expected), not '\(text)'") }
    return value
  }

  func readSwitch(_ name: String, usually value: Bool) throws -> Bool {
    try read(name, "on or off") { ["on": true, "off": false][$0] } ?? value
  }

  /// A list separated by commas.
  func list(_ name: String) -> [String] {
    (self[name] ?? "").split(separator: ",").map { String($0.trimming(" ")) }.filter { !$0.isEmpty }
  }

  /// `NAME=value` lines; `#` begins a comment line; a value may stand in quotes, which keep its outer spaces.
  static func parse(file text: String) throws -> [String: String] {
    var values: [String: String] = [:]
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.trimming(" \t\r")
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let equals = line.firstIndex(of: "=") else { throw Failure(".env:\(number + 1): no '=' in this line") }
      let name = String(line[..<equals].trimming(" \t"))
      guard Settings.names.contains(name) else { throw Failure(".env:\(number + 1): there is no setting '\(name)'") }
      values[name] = unquoted(line[line.index(after: equals)...].trimming(" \t"))
    }
    return values
  }

  private static func unquoted(_ value: Substring) -> String {
    for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
      return String(value.dropFirst().dropLast())
    }
    return String(value)
  }
}

extension Substring {
  fileprivate func trimming(_ characters: String) -> Substring {
    var rest = self
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return rest
  }
}

extension String {
  fileprivate func trimming(_ characters: String) -> Substring { self[...].trimming(characters) }
}
