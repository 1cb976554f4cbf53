import TestSupport

@testable import API

/// The file that describes the API, as far as it can be held against what the API does.
struct Description {
  let root: JSON

  struct Operation {
    let method: String
    let path: String
    let json: JSON

    var name: String { json["operationId"]?.text ?? "" }
    var isOpen: Bool { json["security"] == .list([]) }

    /// The bodies it gives as examples.
    func examples() -> [(name: String, body: JSON)] {
      guard case .object(let examples)? = json["requestBody"]?["content"]?["application/json"]?["examples"] else {
        return []
      }
      return examples.compactMap { member in member.value["value"].map { (member.name, $0) } }
    }
  }

  static let file = Result {
    Description(root: try JSONReader.read(Array(try Checkout.text("Public/openapi.json").utf8), nestedTo: 40))
  }

  /// By their paths, as they stand in the file.
  var operations: [Operation] {
    members(root["paths"]).flatMap { path in
      members(path.value).map { Operation(method: $0.name.uppercased(), path: path.name, json: $0.value) }
    }
  }

  func members(_ json: JSON?) -> [JSON.Member] {
    if case .object(let members)? = json { members } else { [] }
  }

  /// What a reference names, or the thing itself.
  func resolved(_ json: JSON) -> JSON {
    guard let address = json["$ref"]?.text, address.hasPrefix("#/") else { return json }
    return address.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] ?? .null }
  }

  /// What it says of an answer with that status; nil where it says nothing.
  func answer(_ status: Int, of operation: Operation) -> JSON? {
    operation.json["responses"]?["\(status)"].map { resolved($0) }
  }
}

// The part of JSON Schema that the file makes use of.
extension Description {
  /// What of a value is not as its schema has it; nothing where all is.
  func complaints(_ value: JSON, _ schema: JSON, at path: String = "$") -> [String] {
    let schema = resolved(schema)
    if case .list(let all)? = schema["allOf"] { return all.flatMap { complaints(value, $0, at: path) } }
    for choice in ["anyOf", "oneOf"] {
      guard case .list(let schemas)? = schema[choice] else { continue }
      let fitting = schemas.filter { complaints(value, $0, at: path).isEmpty }.count
      return fitting == 1 || (choice == "anyOf" && fitting > 0) ? [] : ["\(path): fits \(fitting) of \(choice)"]
    }
    guard isOfType(value, schema["type"]) else { return ["\(path): \(value) is no \(schema["type"] ?? .null)"] }
    if case .list(let words)? = schema["enum"], !words.contains(value) { return ["\(path): \(value) is no choice"] }
    switch value {
    case .object(let members): return complaints(members, schema, at: path)
    case .list(let items): return complaints(items, schema, at: path)
    case .text(let text): return complaints(text, schema, at: path)
    case .whole(let number): return complaints(number, schema, at: path)
    default: return []
    }
  }

  private func isOfType(_ value: JSON, _ type: JSON?) -> Bool {
    let names: [String] =
      switch type {
      case .text(let name)?: [name]
      case .list(let names)?: names.compactMap(\.text)
      default: []
      }
    return names.isEmpty || names.contains(value.typeName)
  }

  private func complaints(_ members: [JSON.Member], _ schema: JSON, at path: String) -> [String] {
    let known = schema["properties"]
    var found: [String] = []
    for name in schema.list("required").compactMap(\.text) where !members.contains(where: { $0.name == name }) {
      found.append("\(path).\(name) is missing")
    }
    for member in members {
      if let own = known?[member.name] {
        found += complaints(member.value, own, at: "\(path).\(member.name)")
      } else if case .object? = schema["additionalProperties"] {
        found += complaints(member.value, schema["additionalProperties"] ?? .null, at: "\(path).\(member.name)")
      } else if schema["additionalProperties"] == .flag(false) {
        found.append("\(path).\(member.name) is unknown")
      }
    }
    return found
  }

  private func complaints(_ items: [JSON], _ schema: JSON, at path: String) -> [String] {
    var found: [String] = []
    if case .whole(let most)? = schema["maxItems"], items.count > most { found.append("\(path): too many") }
    if case .whole(let least)? = schema["minItems"], items.count < least { found.append("\(path): too few") }
    guard let each = schema["items"] else { return found }
    return found + items.enumerated().flatMap { complaints($0.element, each, at: "\(path)[\($0.offset)]") }
  }

  private func complaints(_ text: String, _ schema: JSON, at path: String) -> [String] {
    var found: [String] = []
    if case .whole(let most)? = schema["maxLength"], text.unicodeScalars.count > most { found.append("\(path): long") }
    if case .whole(let least)? = schema["minLength"], text.unicodeScalars.count < least {
      found.append("\(path): short")
    }
    if let pattern = schema["pattern"]?.text {
      guard let regex = try? Regex(pattern) else { return ["\(path): no pattern: \(pattern)"] }
      if text.firstMatch(of: regex) == nil { found.append("\(path): \(text) is not like \(pattern)") }
    }
    return found
  }

  private func complaints(_ number: Int64, _ schema: JSON, at path: String) -> [String] {
    if case .whole(let least)? = schema["minimum"], number < least { return ["\(path): \(number) is too little"] }
    if case .whole(let most)? = schema["maximum"], number > most { return ["\(path): \(number) is too much"] }
    return []
  }
}

extension JSON {
  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .flag: "boolean"
    case .whole: "integer"
    case .otherNumber: "number"
    case .text: "string"
    case .list: "array"
    case .object: "object"
    }
  }
}
