/// What can be read of a request that as a whole can't be taken: what it was about, and how its sender likes to be
/// answered. Nothing is made of the rest.
public struct Glimpse: Sendable {
  /// What its path begins with, as it was sent; empty where there is none to be seen.
  public var path: String
  public var headers: Headers

  public init(path: String = "", headers: Headers = Headers()) {
    self.path = path
    self.headers = headers
  }
}

extension Glimpse {
  private static let names: [FieldName] = [.accept, .acceptLanguage]
  /// In bytes: where a browser's fields are by all means.
  private static let reach = 64 * 1024

  /// In bytes: as much of a path as tells whose it is.
  private static let pathReach = 100

  public init(_ head: RequestHead) {
    self.init(path: Glimpse.text(head.target.pathBytes), headers: head.headers)
  }

  /// Of a head that is not whole, or not sound.
  init(of bytes: UnsafeBufferPointer<UInt8>) {
    self.init()
    let lines = bytes.prefix(Glimpse.reach).split(separator: Byte.lineFeed, omittingEmptySubsequences: false)
    path = Glimpse.path(in: lines.first ?? bytes[..<0])
    for line in lines.dropFirst() {
      if line.isEmpty || line.first == Byte.carriageReturn { break }
      guard let (name, value) = Glimpse.field(line), !headers.contains(name) else { continue }
      headers.add(name, value)
    }
  }

  /// Between the method and whatever ends it.
  private static func path(in line: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard let blank = line.firstIndex(of: Byte.space) else { return "" }
    return text(line[(blank + 1)...].prefix(pathReach).prefix { $0 > Byte.space && $0 != UInt8(ascii: "?") })
  }

  private static func text(_ path: some Collection<UInt8>) -> String {
    String(decoding: path.prefix(pathReach), as: UTF8.self)
  }

  private static func field(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> (FieldName, String)? {
    guard let colon = line.firstIndex(of: Byte.colon),
      let name = names.first(where: { line[..<colon].equalsIgnoringCase($0.text.utf8) })
    else { return nil }
    let value = line[(colon + 1)...].drop { $0 == Byte.space }.prefix { $0 != Byte.carriageReturn }
    guard value.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    return (name, String(decoding: value, as: UTF8.self))
  }
}
