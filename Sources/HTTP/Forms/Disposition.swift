/// What a part's `Content-Disposition` says: which field it is, and of which file.
struct Disposition {
  let name: String
  let fileName: String?

  /// Nil when it is no `form-data` with a name. `filename*` is not looked at: RFC 7578 4.2 does not want it here.
  init?(_ bytes: ArraySlice<UInt8>) {
    var scanner = ParameterScanner(bytes)
    guard let kind = scanner.token(), kind.equalsIgnoringCase("form-data"),
      let parameters = scanner.parameters(escapes: .onlyQuotes),
      let name = parameters.first(where: { $0.name == "name" })
    else { return nil }
    self.name = Disposition.unescaped(name.value)
    let fileName = parameters.first { $0.name == "filename" }
    self.fileName = fileName.map { Disposition.lastComponent(Disposition.unescaped($0.value)) }
  }

  /// Browsers write these three as escapes, and nothing else: a percent sign stays what it is.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(Byte.percent) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if byte == Byte.percent, let value = PercentCoding.escaped(at: rest.startIndex, in: rest),
        value == Byte.quote || value == Byte.carriageReturn || value == Byte.lineFeed
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func lastComponent(_ name: String) -> String {
    String(name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? "")
  }
}
