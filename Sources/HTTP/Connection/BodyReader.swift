/// A request whose body is still coming in.
struct BodyReader {
  let parsed: ParsedHead
  let limit: Int
  private let startedAt: Int64
  private var chunks = ChunkDecoder()
  /// How many bytes came for this body, in its framing.
  private var received = 0

  init(_ parsed: ParsedHead, limit: Int, startedAt: Int64) {
    self.parsed = parsed
    self.limit = limit
    self.startedAt = startedAt
  }

  /// Takes what belongs to the body out of `input`; the body once it is whole, nil before.
  mutating func read(_ input: inout InputBuffer, _ limits: Limits) throws(Refusal) -> [UInt8]? {
    switch parsed.framing {
    case .none:
      return []
    case .length(let length):
      received = input.count
      return received < length ? nil : input.take(length)
    case .chunked:
      let outcome = try input.withBytes { bytes throws(Refusal) in
        try chunks.read(bytes, bodyLimit: limit, limits)
      }
      input.drop(outcome.used)
      received += outcome.used
      return outcome.isWhole ? chunks.body : nil
    }
  }

  /// When patience ends: what has arrived buys time at the slowest rate that is borne.
  func deadline(_ limits: Limits) -> Int64 {
    startedAt + limits.bodyTime + Int64(received) * (1_000_000_000 / Int64(max(1, limits.bodyRate)))
  }
}
