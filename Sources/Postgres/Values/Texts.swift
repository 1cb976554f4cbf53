public import FoundationEssentials

/// Reads every type whose binary form is its text, and so also an enum made in the database (whose ids are not known
/// beforehand). Binding one to such an enum takes a cast: `\(status)::booking_status`.
extension String: DatabaseValue {
  public static var databaseType: DatabaseType { .text }

  public static func canRead(_ type: DatabaseType) -> Bool {
    switch type {
    case .text, .varchar, .character, .name, .unknown: true
    default: type.isMadeInDatabase
    }
  }

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(bytes: utf8)
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    self = bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}

extension UUID: DatabaseValue {
  public static var databaseType: DatabaseType { .uuid }

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(integer: UInt128(bigEndian: unsafeBitCast(uuid, to: UInt128.self)))
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard bytes.byteCount == 16 else { return nil }
    self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}

/// A JSON document as the bytes of its text. Bound as `jsonb`, read from `json` and `jsonb`.
public struct JSONText: DatabaseValue, Hashable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  public static var databaseType: DatabaseType { .jsonb }
  public static func canRead(_ type: DatabaseType) -> Bool { type == .jsonb || type == .json }

  /// The only version of `jsonb`'s binary form there is; the text follows it.
  private static let version: UInt8 = 1

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(atMost: bytes.count + 1) { room in
      room.append(Self.version)
      bytes.withUnsafeBufferPointer { room.append($0) }
    }
  }

  public init?(reading span: RawSpan, of type: DatabaseType) {
    bytes = span.withUnsafeBytes { Array($0) }
    guard type == .jsonb else { return }
    guard bytes.first == Self.version else { return nil }
    bytes.removeFirst()
  }
}
