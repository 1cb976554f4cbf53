/// What a zone's name may be. IANA names are words of letters, digits, `_`, `+` and `-` between single slashes and begin
/// with a capital; there is no point in them. So neither `../../etc/passwd` nor `posixrules` nor `tzdata.zi` is one.
enum ZoneName {
  /// Twice the longest name there is.
  static let longest = 64

  static func isValid(_ name: String) -> Bool {
    guard name.utf8.count <= longest, let first = name.utf8.first, isCapital(first) else { return false }
    return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.allSatisfy(isPart)
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
