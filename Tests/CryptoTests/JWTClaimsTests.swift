import Crypto
import Testing

@Suite struct JWTClaimsTests {
  private let now: Int64 = 1_800_000_000
  private let jwt = try! JWT(secret: SecretKey(Array(0..<32)))

  @Test(
    arguments: [
      (#""iat":1800000000,"exp":1800000001"#, nil),
      (#""iat":1800000000,"exp":1800000000"#, .expired(at: 1_800_000_000)),
      (#""iat":1700000000,"exp":1700000001"#, .expired(at: 1_700_000_001)),
      (#""iat":-5,"exp":-1"#, .expired(at: -1)),
      (#""iat":1800000060,"exp":1900000000"#, nil),
      (#""iat":1800000061,"exp":1900000000"#, .issuedInFuture(at: 1_800_000_061)),
      (#""iat":1800000000,"nbf":1800000060,"exp":1900000000"#, nil),
      (#""iat":1800000000,"nbf":1800000061,"exp":1900000000"#, .notYetValid(until: 1_800_000_061)),
      (#""iat":1800000000,"exp":9223372036854775807"#, nil),
    ] as [(String, JWTRefusal?)])
  func `a token is taken from its first to its last second`(times: String, refusal: JWTRefusal?) {
    expect(refusal, of: #"{"sub":"anna","aud":"session","jti":"7",\#(times)}"#)
  }

  @Test(arguments: [
    (#"{"aud":"session","jti":"7","iat":1,"exp":2}"#, "sub"),
    (#"{"sub":5,"aud":"session","jti":"7","iat":1,"exp":2}"#, "sub"),
    (#"{"sub":"anna","jti":"7","iat":1,"exp":2}"#, "aud"),
    (#"{"sub":"anna","aud":null,"jti":"7","iat":1,"exp":2}"#, "aud"),
    (#"{"sub":"anna","aud":"session","iat":1,"exp":2}"#, "jti"),
    (#"{"sub":"anna","aud":"session","jti":"7","exp":2}"#, "iat"),
    (#"{"sub":"anna","aud":"session","jti":"7","iat":1}"#, "exp"),
    (#"{"sub":"anna","aud":"session","jti":"7","iat":1,"exp":"2"}"#, "exp"),
    (#"{"sub":"anna","aud":"session","jti":"7","iat":1,"exp":true}"#, "exp"),
    (#"{"sub":"anna","aud":"session","jti":"7","iat":1,"nbf":null,"exp":2}"#, "nbf"),
    (#"{}"#, "sub"),
  ])
  func `a claim that is missing or of the wrong kind is named`(payload: String, claim: String) {
    expect(.badClaim(claim), of: payload)
  }

  @Test(arguments: ["api", "Session", "session ", ""])
  func `a token made for another use is refused`(audience: String) {
    expect(.wrongAudience, of: #"{"sub":"anna","aud":"\#(audience)","jti":"7","iat":1800000000,"exp":1900000000}"#)
  }

  @Test(arguments: [
    (#"{"sub":"anna","sub":"ben"}"#, FlatJSONRefusal.twice("sub")),
    (#"{"exp":1,"\u0065xp":2}"#, .twice("exp")),
    (#"{"aud":["session"]}"#, .nested(at: 7)),
    (#"{"sub":"anna"}{"sub":"ben"}"#, .unexpected(at: 14)),
    (#"{"sub":"anna"} x"#, .unexpected(at: 15)),
    (#"{"sub":"anna",}"#, .unexpected(at: 14)),
    (#"{"sub":"anna" "aud":"session"}"#, .unexpected(at: 14)),
    (#"{"sub" "anna"}"#, .unexpected(at: 7)),
    (#"{sub:"anna"}"#, .unexpected(at: 1)),
    (#"{'sub':'anna'}"#, .unexpected(at: 1)),
    (#"{"sub":anna}"#, .unexpected(at: 7)),
    (#"{"sub":True}"#, .unexpected(at: 7)),
    (#"{"exp":1.5}"#, .badNumber(at: 7)),
    (#"{"exp":1e9}"#, .badNumber(at: 7)),
    (#"{"exp":01}"#, .badNumber(at: 7)),
    (#"{"exp":-}"#, .badNumber(at: 7)),
    (#"{"exp":+1}"#, .unexpected(at: 7)),
    (#"{"exp":9223372036854775808}"#, .badNumber(at: 7)),
    (#"{"exp":-9223372036854775809}"#, .badNumber(at: 7)),
    (#"{"exp":99999999999999999999999}"#, .badNumber(at: 7)),
    ("{\"sub\":\"an\nna\"}", .badText(at: 10)),
    (#"{"sub":"\x61"}"#, .badText(at: 8)),
    (#"{"sub":"\u00g0"}"#, .badText(at: 8)),
    (#"{"sub":"\ud83d"}"#, .badText(at: 8)),
    (#"{"sub":"\udeee"}"#, .badText(at: 8)),
    (#"{"sub":"\ud83d\u0041"}"#, .badText(at: 8)),
    (#"{"sub":"\u00"#, .endsEarly),
    (#"{"sub":"anna"#, .endsEarly),
    (#"{"sub":"anna\"#, .endsEarly),
    (#"{"sub":"#, .endsEarly),
    (#"{"sub""#, .endsEarly),
    ("{", .endsEarly),
    ("  ", .endsEarly),
    ("null", .unexpected(at: 0)),
    ("\u{FEFF}{}", .unexpected(at: 0)),
  ])
  func `a payload that is not one flat object is refused`(payload: String, refusal: FlatJSONRefusal) {
    expect(.badJSON(.payload, refusal), of: payload)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    expect(.badJSON(.payload, .badText(at: 7)), of: Array(#"{"sub":""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8))
    expect(.badJSON(.payload, .badText(at: 7)), of: Array(#"{"sub":""#.utf8) + [0xED, 0xA0, 0x80] + Array(#""}"#.utf8))
  }

  @Test func `an object of too many members is refused`() {
    let members = (0..<33).map { "\"\($0)\":\($0)" }.joined(separator: ",")
    expect(.badJSON(.payload, .tooManyMembers), of: "{\(members)}")
  }

  @Test func `every kind of value is read`() throws {
    let json = try FlatJSON(
      Array(
        #" { "text" : "\"\\\/\b\f\n\r\t\u00e9\ud83e\uddf6ễ" , "number" : -9223372036854775808 , "zero":0, "yes":true,"no":false,"nothing":null } "#
          .utf8))
    #expect(
      json.members == [
        "text": .text("\"\\/\u{8}\u{C}\n\r\té🧶ễ"), "number": .number(.min), "zero": .number(0),
        "yes": .truth(true), "no": .truth(false), "nothing": .nothing,
      ])
    #expect(try FlatJSON(Array("{}".utf8)).members.isEmpty)
  }

  private func expect(_ refusal: JWTRefusal?, of payload: String) {
    expect(refusal, of: Array(payload.utf8))
  }

  /// What is said of this payload under a signature that fits.
  private func expect(_ refusal: JWTRefusal?, of payload: [UInt8]) {
    var found: JWTRefusal?
    do {
      _ = try jwt.verify(jwt.sign(payload: payload).utf8, audience: "session", now: now)
    } catch {
      found = error
    }
    #expect(found == refusal)
  }
}
