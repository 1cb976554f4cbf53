import CivilTime
import HTTP
import Store
import TestSupport
import Testing

@testable import API

@Suite struct `the description of the API` {
  @Test func `every route is described and every description is a route`() throws {
    let described = Set(try Description.file.get().operations.map { "\($0.method) \($0.path)" })
    let known = Set(RouteTable.all.lines.map { "\($0.method.name) \($0.pattern.text)" })
    #expect(described == known)
  }

  @Test func `operations have names of their own and answers for what can happen`() throws {
    let description = try Description.file.get()
    let operations = description.operations
    #expect(Set(operations.map(\.name)).count == operations.count)
    for operation in operations {
      for status in [400, 406, 503] { #expect(description.answer(status, of: operation) != nil) }
      let line = try #require(
        RouteTable.all.lines.first { $0.method.name == operation.method && $0.pattern.text == operation.path })
      let isOpen = if case .anyone = line.access { true } else { false }
      #expect(isOpen == operation.isOpen, "\(operation.name)")
      if case .writer = line.access { #expect(description.answer(403, of: operation) != nil, "\(operation.name)") }
    }
  }

  @Test func `every reference leads somewhere`() throws {
    let description = try Description.file.get()
    func references(_ json: JSON) -> [JSON] {
      switch json {
      case .object(let members): (json["$ref"].map { _ in [json] } ?? []) + members.flatMap { references($0.value) }
      case .list(let values): values.flatMap(references)
      default: []
      }
    }
    let all = references(description.root)
    #expect(all.count > 100)
    #expect(all.filter { description.resolved($0) == .null } == [])
  }

  static let operations = ((try? Description.file.get())?.operations ?? []).map { "\($0.method) \($0.path)" }

  @Test(arguments: operations)
  func `what is described is answered as described`(_ line: String) async throws {
    let description = try Description.file.get()
    let operation = try #require(description.operations.first { "\($0.method) \($0.path)" == line })
    let examples: [(name: String, body: JSON?)] = operation.examples().map { ($0.name, $0.body) }
    for example in examples.isEmpty ? [("none", nil)] : examples {
      try await inHouse({ $0.requiresConfirmation = line.hasSuffix("confirm") || line.hasSuffix("decline") }) { house in
        let path = try await house.filled(operation.path, line)
        let body = try await house.adapted(example.body)
        let answer = try await house.ask(
          "\(operation.method) \(path)", body, by: operation.isOpen ? nil : house.token)
        #expect((200...299).contains(answer.status), "\(line) \(example.name): \(answer.json)")
        expect(answer, description, operation)
      }
    }
  }

  @Test(arguments: operations)
  func `what goes wrong is described too`(_ line: String) async throws {
    let description = try Description.file.get()
    let operation = try #require(description.operations.first { "\($0.method) \($0.path)" == line })
    try await inHouse { house in
      let path = try await house.filled(operation.path, line)
      let nowhere = operation.path.replacing("{id}", with: "none").replacing("{username}", with: "none")
        .replacing("{slug}", with: "none")
      let tries: [Answered] = [
        try await house.ask("\(operation.method) \(path)", nil, by: nil),
        try await house.ask("\(operation.method) \(path)", nil, by: "forged"),
        try await house.ask("\(operation.method) \(path)", nil, ["Accept": "image/png"]),
        try await house.ask("\(operation.method) \(path)?nonsense=1", ["nonsense": 1]),
        try await house.ask("\(operation.method) \(path)", raw: Array("nonsense".utf8), by: house.token),
        try await house.ask("\(operation.method) \(path)", ["a": 1], ["Content-Type": "text/plain"]),
        try await house.ask("\(operation.method) \(nowhere)", nil),
      ]
      for answer in tries { expect(answer, description, operation) }
    }
  }

  /// A described status, type and content.
  private func expect(_ answer: Answered, _ description: Description, _ operation: Description.Operation) {
    let line = "\(operation.method) \(operation.path): \(answer.status)"
    guard let described = description.answer(answer.status, of: operation) else {
      Issue.record("\(line) is not described: \(answer.json)")
      return
    }
    for header in description.members(described["headers"]) where header.value["required"] == .flag(true) {
      #expect(FieldName(header.name).flatMap { answer.header($0) } != nil, "\(line) without \(header.name)")
    }
    guard let content = described["content"] else { return #expect(answer.bytes.isEmpty, "\(line)") }
    guard let schema = content[answer.header(.contentType) ?? ""]?["schema"] else {
      Issue.record("\(line) is not described as \(answer.header(.contentType) ?? "nothing")")
      return
    }
    // The description itself is deeper than any resource, and is read by other tests.
    if operation.name == "describe", answer.status == 200 { return }
    #expect(description.complaints(answer.json, schema) == [], "\(line)")
  }
}

extension House {
  /// An address with what there is in this house.
  func filled(_ path: String, _ line: String) async throws -> String {
    var path = path.replacing("{username}", with: username).replacing("{slug}", with: "intro-call")
    guard path.contains("{id}") else { return path }
    let id: JSON?
    switch path.split(separator: "/")[0] {
    case "links": id = .text(try await linkID())
    case "availability": id = try await ask("POST /availability", ["name": "Evenings"])["id"]
    case "bookings":
      id = try await booked()["id"]
      // A meeting that has begun, to which somebody did not come.
      if path.hasSuffix("no-show") { clock.advance(by: .seconds(23 * 3_600 + 300)) }
      if line.hasPrefix("DELETE") { _ = try await ask("POST /bookings/\(id?.text ?? "")/no-show", nil) }
    case "events": id = try await ask("POST /events", ["title": "Away", "first_date": "2026-12-24"])["id"]
    case "emails":
      _ = try await booked()
      id = try await ask("GET /emails").items.first?["id"]
    default: id = nil
    }
    path = path.replacing("{id}", with: id?.text ?? "")
    return path
  }

  /// An example with what there is in this house in place of what is only there as an example.
  func adapted(_ example: JSON?) async throws -> JSON? {
    guard case .object(let members)? = example else { return example }
    var adapted: [JSON.Member] = []
    for member in members {
      let value: JSON =
        switch (member.name, member.value) {
        case ("booking_link_id", _): .text(try await linkID())
        case ("email", "demo@example.org"): .text("\(username)@example.org")
        default: member.value
        }
      adapted.append(JSON.Member(name: member.name, value: value))
    }
    return .object(adapted)
  }
}
