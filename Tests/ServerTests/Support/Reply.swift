/// A response as a client sees it.
struct Reply: Sendable {
  let status: Int
  let fields: [(name: String, value: String)]
  var body: [UInt8] = []

  /// The server closed where a response should have been.
  struct Missing: Error {
    let after: String
  }

  init(head: [UInt8]) {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    fields = lines.dropFirst().map { line in
      let cut = line.firstIndex(of: ":") ?? line.endIndex
      return (String(line[..<cut]), String(line[cut...].dropFirst(2)))
    }
  }

  subscript(name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  func all(_ name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  var text: String { String(decoding: body, as: UTF8.self) }
}
