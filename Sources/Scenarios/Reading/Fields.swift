internal import CivilTime

/// An object's members, taken out one by one by name; what nobody took is refused by name. A member that is null counts
/// as left out.
struct Fields {
  private let path: String
  private var members: [String: JSON]
  private let order: [String]

  init(_ value: JSON, at path: String) throws(ScenarioRefusal) {
    guard case .object(let members) = value else {
      throw ScenarioRefusal(path.isEmpty ? "scenario" : path, "must be an object, not \(value.kind)")
    }
    self.path = path
    self.members = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    order = members.map(\.key)
  }

  func key(_ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }

  func refusal(_ name: String, _ problem: String) -> ScenarioRefusal {
    ScenarioRefusal(key(name), problem)
  }

  mutating func take(_ name: String) -> JSON? {
    guard let value = members.removeValue(forKey: name), value != .null else { return nil }
    return value
  }

  /// The member as `read` understands it, and a refusal where it is left out.
  mutating func required<Value>(
    _ name: String, _ read: (JSON, String) throws(ScenarioRefusal) -> Value
  ) throws(ScenarioRefusal) -> Value {
    guard let value = take(name) else { throw refusal(name, "is missing") }
    return try read(value, key(name))
  }

  mutating func optional<Value>(
    _ name: String, _ read: (JSON, String) throws(ScenarioRefusal) -> Value
  ) throws(ScenarioRefusal) -> Value? {
    guard let value = take(name) else { return nil }
    return try read(value, key(name))
  }

  /// A list's elements, each as `read` understands it; an empty list where it is left out.
  mutating func list<Value>(
    _ name: String, _ read: (JSON, String) throws(ScenarioRefusal) -> Value
  ) throws(ScenarioRefusal) -> [Value] {
    guard let value = take(name) else { return [] }
    return try Read.list(value, key(name), read)
  }

  func end() throws(ScenarioRefusal) {
    if let unknown = order.first(where: { members[$0] != nil }) {
      throw refusal(unknown.isEmpty ? "\"\"" : unknown.shortened, "there is no such key")
    }
  }
}

/// How single values are read, each with its key for the complaint.
enum Read {
  static func list<Value>(
    _ value: JSON, _ key: String, _ read: (JSON, String) throws(ScenarioRefusal) -> Value
  ) throws(ScenarioRefusal) -> [Value] {
    guard case .list(let elements) = value else { throw ScenarioRefusal(key, "must be a list, not \(value.kind)") }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() { values.append(try read(element, "\(key)[\(index)]")) }
    return values
  }

  static func text(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> String {
    guard case .text(let text) = value else { throw ScenarioRefusal(key, "must be a text, not \(value.kind)") }
    return text
  }

  static func flag(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Bool {
    guard case .flag(let flag) = value else { throw ScenarioRefusal(key, "must be true or false, not \(value.kind)") }
    return flag
  }

  static func number(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Int {
    if case .number(let number) = value { return number }
    if case .fraction(let text) = value, !text.contains(where: ".eE".contains) {
      throw ScenarioRefusal(key, "\(text) is too large a number")
    }
    throw ScenarioRefusal(key, "must be a whole number, not \(value.kind)")
  }

  static func instant(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Instant {
    guard let instant = Instant(try text(value, key)) else {
      throw ScenarioRefusal(key, "must be an instant such as 2026-11-20T09:00:00Z, not \(value.kind)")
    }
    return instant
  }

  static func date(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> LocalDate {
    guard let date = LocalDate(try text(value, key)) else {
      throw ScenarioRefusal(key, "must be a date such as 2026-11-20, not \(value.kind)")
    }
    return date
  }

  static func zone(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Zone {
    let name = try text(value, key)
    do {
      return try Zone.named(name)
    } catch {
      throw ScenarioRefusal(key, "\(error)")
    }
  }

  /// One of an enumeration's words.
  static func word<Value: RawRepresentable<String> & CaseIterable>(
    _ value: JSON, _ key: String
  ) throws(ScenarioRefusal) -> Value {
    let text = try text(value, key)
    guard let word = Value(rawValue: text) else {
      let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ScenarioRefusal(key, "must be one of \(words), not \(value.kind)")
    }
    return word
  }
}
