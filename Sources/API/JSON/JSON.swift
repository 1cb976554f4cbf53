/// A JSON value (RFC 8259) on its way in or out. Members keep their order.
enum JSON: Hashable, Sendable {
  case null
  case flag(Bool)
  case whole(Int64)
  /// A number that no resource of ours knows: not whole, or of more digits than we count with.
  case otherNumber(Double)
  case text(String)
  case list([JSON])
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSON
  }
}

/// What can stand in a resource.
protocol JSONValue {
  var json: JSON { get }
}

extension JSON: JSONValue {
  var json: JSON { self }

  /// An object of these members, in this order.
  init(_ members: KeyValuePairs<String, any JSONValue>) {
    self = .object(members.map { Member(name: $0.key, value: $0.value.json) })
  }

  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// An object with these members behind its own.
  func adding(_ members: KeyValuePairs<String, any JSONValue>) -> JSON { joined(with: JSON(members)) }

  func joined(with other: JSON) -> JSON {
    guard case .object(let own) = self, case .object(let more) = other else { return self }
    return .object(own + more)
  }
}

extension Bool: JSONValue {
  var json: JSON { .flag(self) }
}

extension Int: JSONValue {
  var json: JSON { .whole(Int64(self)) }
}

extension String: JSONValue {
  var json: JSON { .text(self) }
}

extension Optional: JSONValue where Wrapped: JSONValue {
  var json: JSON { self?.json ?? .null }
}

extension Array: JSONValue where Element: JSONValue {
  var json: JSON { .list(map(\.json)) }
}
