/// A form as browsers send it.
public enum FormBody {
  public static func encode(_ fields: [(String, String)]) -> [UInt8] {
    Array(fields.map { "\(escape($0))=\(escape($1))" }.joined(separator: "&").utf8)
  }

  /// Everything but letters and digits as a percent sign and two digits.
  public static func escape(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain ? String(scalar) : "%" + String(Int(byte) + 256, radix: 16).dropFirst()
    }.joined()
  }
}
