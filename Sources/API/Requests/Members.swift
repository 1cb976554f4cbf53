internal import CivilTime

/// The members of an object that a program sent, or the parameters of a query. Each is asked for by its name; what is
/// wrong is noted by its path, and so is, at the end, what nobody asked for.
struct Members {
  private let values: [String: JSON]
  private let names: [String]
  private let path: String
  private var asked: Set<String> = []
  private(set) var wrong: [Wrong] = []

  /// `path` is what stands before a member's name in what is said of it: `hours[0].`
  init(_ members: [JSON.Member], path: String = "") {
    values = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    names = members.map(\.name)
    self.path = path
  }

  mutating func refuse(_ name: String, _ sentence: String) {
    wrong.append(Wrong(path + name, sentence))
  }

  /// Whether it was sent at all, be it as null.
  mutating func has(_ name: String) -> Bool { take(name) != nil }

  /// Whether it was sent as null, which empties it.
  mutating func isNull(_ name: String) -> Bool { take(name) == .null }

  /// Whether it is a text in which nothing stands.
  func isBlank(_ name: String) -> Bool {
    guard case .text(let text) = values[name] else { return false }
    return text.allSatisfy(\.isWhitespace)
  }

  private mutating func take(_ name: String) -> JSON? {
    asked.insert(name)
    return values[name]
  }

  private mutating func read<Value>(_ name: String, _ what: String, _ read: (JSON) -> Value?) -> Value? {
    guard let json = take(name) else { return nil }
    if let value = read(json) { return value }
    refuse(name, "must be \(what).")
    return nil
  }

  /// Everything that is wrong, members that nobody knows among it.
  mutating func finish() throws(Problem) {
    noteUnknown()
    if !wrong.isEmpty { throw .unfit(wrong) }
  }

  mutating func noteUnknown() {
    for name in names where !asked.contains(name) {
      refuse(String(name.prefix(100)), "is unknown here.")
      asked.insert(name)
    }
  }
}

// Members by their types. Nil where one was not sent, or is noted as wrong.
extension Members {
  mutating func text(_ name: String) -> String? {
    let text = read(name, "a text") { json -> String? in
      guard case .text(let text) = json else { return nil }
      return text
    }
    guard let text, text.utf8.contains(0) else { return text }
    refuse(name, "must not hold the character NUL.")
    return nil
  }

  /// One that can't be left out.
  mutating func requiredText(_ name: String) -> String {
    if !has(name) { refuse(name, "is missing.") }
    return text(name) ?? ""
  }

  mutating func flag(_ name: String) -> Bool? {
    read(name, "true or false") { json in
      guard case .flag(let flag) = json else { return nil }
      return flag
    }
  }

  mutating func whole(_ name: String) -> Int? {
    read(name, "a whole number") { json in
      guard case .whole(let number) = json else { return nil }
      return Int(number)
    }
  }

  mutating func wholes(_ name: String, atMost most: Int) -> [Int]? {
    let numbers = read(name, "a list of whole numbers") { json in
      json.values { value -> Int? in
        if case .whole(let number) = value { Int(number) } else { nil }
      }
    }
    return bounded(numbers, name, most)
  }

  mutating func texts(_ name: String, atMost most: Int) -> [String]? {
    let texts = read(name, "a list of texts") { json in
      json.values { value -> String? in
        if case .text(let text) = value, !text.utf8.contains(0) { text } else { nil }
      }
    }
    return bounded(texts, name, most)
  }

  private mutating func bounded<Value>(_ values: [Value]?, _ name: String, _ most: Int) -> [Value]? {
    guard let values, values.count > most else { return values }
    refuse(name, "must have at most \(most) entries.")
    return nil
  }

  /// A list of lists of texts.
  mutating func lists(_ name: String) -> [[String]]? {
    read(name, "a list of lists of texts") { json in
      json.values { inner in
        inner.values { text -> String? in
          if case .text(let text) = text { text } else { nil }
        }
      }
    }
  }

  mutating func instant(_ name: String) -> Instant? {
    read(name, "an instant as 2026-12-03T08:00:00Z") { json in
      guard case .text(let text) = json else { return nil }
      return Instant(text)
    }
  }

  mutating func date(_ name: String) -> LocalDate? {
    read(name, "a date as 2026-12-03") { json in
      guard case .text(let text) = json else { return nil }
      return LocalDate(text)
    }
  }

  mutating func zone(_ name: String) -> Zone? {
    read(name, "a zone as Europe/Berlin") { json in
      guard case .text(let text) = json else { return nil }
      return try? Zone.named(text)
    }
  }

  /// A list of objects, each read by itself.
  mutating func objects<Value>(
    _ name: String, atMost most: Int, _ read: (inout Members) -> Value
  ) -> [Value]? {
    guard let json = take(name) else { return nil }
    guard case .list(let values) = json else {
      refuse(name, "must be a list.")
      return nil
    }
    guard values.count <= most else {
      refuse(name, "must have at most \(most) entries.")
      return nil
    }
    return values.enumerated().compactMap { place, value in
      guard case .object(let members) = value else {
        refuse("\(name)[\(place)]", "must be an object.")
        return nil
      }
      var inner = Members(members, path: "\(path)\(name)[\(place)].")
      let read = read(&inner)
      inner.noteUnknown()
      wrong += inner.wrong
      return read
    }
  }

  /// An object within.
  mutating func object<Value>(_ name: String, _ read: (inout Members) -> Value) -> Value? {
    guard let json = take(name) else { return nil }
    guard case .object(let members) = json else {
      refuse(name, "must be an object.")
      return nil
    }
    var inner = Members(members, path: "\(path)\(name).")
    let value = read(&inner)
    inner.noteUnknown()
    wrong += inner.wrong
    return value
  }
}

extension JSON {
  /// A list's values, if it is one and each of them can be read.
  fileprivate func values<Value>(_ read: (JSON) -> Value?) -> [Value]? {
    guard case .list(let values) = self else { return nil }
    let found = values.compactMap(read)
    return found.count == values.count ? found : nil
  }
}
