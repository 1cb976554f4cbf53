internal import FoundationEssentials

/// What went wrong, for programs (RFC 9457).
struct Problem: Encodable {
  static let type = "application/problem+json"

  let title: String
  let status: Int
  let detail: String
  /// The number under which the log knows this request.
  let request: String

  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map(Array.init) ?? []
  }
}
