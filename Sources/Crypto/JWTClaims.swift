/// What a token says: who, for what, from when until when. Times are seconds since 1970.
public struct JWTClaims: Sendable, Hashable {
  /// `sub`: whom it speaks of.
  public var subject: String
  /// `aud`: what it may be used for; a token of one use is worthless for another.
  public var audience: String
  /// `jti`: this token among the subject's.
  public var id: String
  /// `iat`
  public var issuedAt: Int64
  /// `nbf`
  public var notBefore: Int64?
  /// `exp`: the first second in which it is no longer taken.
  public var expiresAt: Int64

  public init(
    subject: String, audience: String, id: String, issuedAt: Int64, notBefore: Int64? = nil, expiresAt: Int64
  ) {
    self.subject = subject
    self.audience = audience
    self.id = id
    self.issuedAt = issuedAt
    self.notBefore = notBefore
    self.expiresAt = expiresAt
  }

  package init(payload: [UInt8]) throws(JWTRefusal) {
    let json: FlatJSON
    do { json = try FlatJSON(payload) } catch { throw .badJSON(.payload, error) }
    subject = try json.text("sub")
    audience = try json.text("aud")
    id = try json.text("jti")
    issuedAt = try json.number("iat")
    notBefore = json.members["nbf"] == nil ? nil : try json.number("nbf")
    expiresAt = try json.number("exp")
  }

  func check(audience wanted: String, now: Int64) throws(JWTRefusal) {
    // By bytes: two texts that only look alike are not the same use.
    guard audience.utf8.elementsEqual(wanted.utf8) else { throw .wrongAudience }
    guard now < expiresAt else { throw .expired(at: expiresAt) }
    let latest = now.addingReportingOverflow(JWT.leeway).partialValue
    if let notBefore, notBefore > latest { throw .notYetValid(until: notBefore) }
    guard issuedAt <= latest else { throw .issuedInFuture(at: issuedAt) }
  }

  var json: [UInt8] {
    var text = "{\"sub\":\(quoted(subject)),\"aud\":\(quoted(audience)),\"jti\":\(quoted(id)),\"iat\":\(issuedAt)"
    if let notBefore { text += ",\"nbf\":\(notBefore)" }
    return Array((text + ",\"exp\":\(expiresAt)}").utf8)
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{0}"..<"\u{20}": quoted += "\\u00" + Hex.encode([UInt8(scalar.value)])
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension FlatJSON {
  fileprivate func text(_ name: String) throws(JWTRefusal) -> String {
    guard case .text(let text) = members[name] else { throw .badClaim(name) }
    return text
  }

  fileprivate func number(_ name: String) throws(JWTRefusal) -> Int64 {
    guard case .number(let number) = members[name] else { throw .badClaim(name) }
    return number
  }
}
