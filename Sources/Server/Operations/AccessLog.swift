internal import HTTP
internal import Log

/// One line a request, without what must stay between client and server: no query, no path of a route that hides it,
/// and no segment long enough to be a token, wherever it stands.
struct AccessLog {
  private let log: Log
  private var path: [UInt8] = []

  /// Tokens are longer; words in addresses are seldom as long. In bytes.
  private static let longestSegment = 24
  /// What is left of a longer one, in bytes: enough to find it again in somebody's report.
  private static let shownOfToken = 4

  init(_ log: Log) {
    self.log = log
  }

  mutating func write(
    _ exchange: Exchange, status: Int, bytes: Int, nanoseconds: Int64
  ) {
    if let head = exchange.head, !exchange.route.hidesPath { AccessLog.mask(head.target.pathBytes, into: &path) }
    log.write(.info, "request") { line in
      if let head = exchange.head {
        line.add("method", head.method.name)
        if !exchange.route.hidesPath { path.withUnsafeBytes { line.add("path", bytes: $0) } }
      }
      line.add("route", exchange.route.name)
      line.add("status", status)
      line.add("bytes", bytes)
      line.add("took", microseconds: nanoseconds / 1000)
      line.add("peer", exchange.client)
      line.add("id", exchange.id.description)
    }
  }

  static func mask(_ path: ArraySlice<UInt8>, into masked: inout [UInt8]) {
    masked.removeAll(keepingCapacity: true)
    var start = path.startIndex
    while start < path.endIndex {
      let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
      if end - start > longestSegment {
        masked += path[start..<start + shownOfToken]
        masked += "…".utf8
      } else {
        masked += path[start..<end]
      }
      if end < path.endIndex { masked.append(UInt8(ascii: "/")) }
      start = end + 1
    }
  }
}
