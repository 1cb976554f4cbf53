/// Why a zone could not be had. The description names the zone, shortened and stripped of what could disturb a log.
public enum ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No such zone on this system, or no name a zone could have.
  case unknown(name: String)

  /// There is a file, but it does not hold what a zone's file must.
  case malformed(name: String, reason: String)

  public var description: String {
    switch self {
    case .unknown(let name): "unknown time zone \"\(Self.printable(name))\""
    case .malformed(let name, let reason): "time zone \"\(Self.printable(name))\" cannot be read: \(reason)"
    }
  }

  private static func printable(_ name: String) -> String {
    let shown = name.utf8.prefix(ZoneName.longest).map { byte in
      (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"") ? byte : UInt8(ascii: "?")
    }
    return String(decoding: shown, as: UTF8.self)
  }
}
