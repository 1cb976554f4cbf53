/// A JSON value with its members in the order they were written.
enum JSON: Equatable {
  case null
  case flag(Bool)
  case number(Int)
  /// A number that is not whole, or too large for an integer, as it was written.
  case fraction(String)
  case text(String)
  case list([JSON])
  case object([Member])

  struct Member: Equatable {
    let key: String
    let value: JSON
  }

  /// What it is, for a sentence that says what else it should be.
  var kind: String {
    switch self {
    case .null: "null"
    case .flag(let value): "\(value)"
    case .number(let value): "\(value)"
    case .fraction(let text): text
    case .text(let value): "\"\(value.shortened)\""
    case .list: "a list"
    case .object: "an object"
    }
  }
}

extension String {
  /// Short enough for one line of complaint, and without what could break it.
  var shortened: String {
    let safe = unicodeScalars.prefix(40).map { $0.breaksLines ? "?" : String($0) }.joined()
    return unicodeScalars.count > 40 ? safe + "…" : safe
  }
}

extension Unicode.Scalar {
  /// Control characters, and what some readers take for the end of a line.
  fileprivate var breaksLines: Bool {
    value < 32 || (127...159).contains(value) || value == 0x2028 || value == 0x2029
  }
}
