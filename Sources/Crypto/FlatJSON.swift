/// The one shape of JSON (RFC 8259) a token may carry: a single object of texts, whole numbers, true, false and null.
/// A name twice, an object within, a fraction or anything behind the object is refused: two readers that could
/// understand a token differently are how tokens get forged.
package struct FlatJSON: Sendable, Hashable {
  /// What may stand behind a name.
  package enum Value: Sendable, Hashable {
    case text(String)
    case number(Int64)
    case truth(Bool)
    case nothing
  }

  /// Several times what any token of ours holds.
  package static let mostMembers = 32

  package let members: [String: Value]

  package init(_ bytes: [UInt8]) throws(FlatJSONRefusal) {
    var reader = FlatJSONReader(bytes)
    members = try reader.readObject()
  }
}

/// Why bytes are not such an object; offsets count bytes.
public enum FlatJSONRefusal: Error, Hashable, Sendable {
  case unexpected(at: Int)
  case endsEarly
  case badText(at: Int)
  case badNumber(at: Int)
  case nested(at: Int)
  case twice(String)
  case tooManyMembers
}
