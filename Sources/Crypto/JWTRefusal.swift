/// Why a token is not taken. For logs and tests; whoever sent it learns only that it was not.
public enum JWTRefusal: Error, Hashable, Sendable {
  case tooLong
  case notThreeParts(Int)
  case badCoding(JWTPart, CodingRefusal)
  case badJSON(JWTPart, FlatJSONRefusal)
  /// Anything but exactly `HS256`, absence included.
  case badAlgorithm
  /// Anything but exactly `JWT`, absence included.
  case badType
  case unexpectedHeader(String)
  case badSignature
  /// Missing, or of the wrong kind.
  case badClaim(String)
  case wrongAudience
  case expired(at: Int64)
  case notYetValid(until: Int64)
  case issuedInFuture(at: Int64)
}

/// One of the three parts of a token.
public enum JWTPart: Hashable, Sendable {
  case header, payload, signature
}
