internal import CQREncode

/// A text as a square of dark and light modules that cameras read (ISO/IEC 18004).
public struct QRCode: Hashable, Sendable {
  /// How much of a code may be covered or torn and it still reads: this one, fifteen percent, for screens and paper alike.
  private static let level = QR_ECLEVEL_M

  /// What the largest symbol holds of bytes at this level.
  public static let longestText = 2_331

  /// How many modules a side has, without the margin.
  public let side: Int
  private let modules: [Bool]

  /// Nil for an empty text and for one that no symbol holds.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...Self.longestText).contains(bytes.count),
      let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, Self.level)
    else { return nil }
    defer { QRcode_free(code) }
    side = Int(code.pointee.width)
    // The lowest bit is the module; the others say what it is for.
    modules = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// Whether the module is dark. Counted from the upper left corner.
  public subscript(row row: Int, column column: Int) -> Bool {
    modules[row * side + column]
  }
}
