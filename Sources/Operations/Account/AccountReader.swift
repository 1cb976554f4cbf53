internal import Scheduling
internal import Store

/// Reads field by field and gathers what is wrong. What a bad field gives is never used.
struct AccountReader {
  private(set) var refusals: [AccountRefusal] = []

  mutating func refuse(_ field: AccountField, _ problem: AccountProblem) {
    refusals.append(AccountRefusal(field, problem))
  }

  func refuses(_ field: AccountField) -> Bool { refusals.contains { $0.field == field } }

  /// Whom an account is to be made for.
  mutating func newcomer(_ form: SignUpForm) -> (username: String, email: String) {
    let (username, email) = (username(form.username), email(form.email))
    password(form.password, known: [username, email])
    return (username, email)
  }

  mutating func line(_ typed: String, _ field: AccountField, limit: Int) -> String {
    keeping(field) { () throws(TextProblem) in try typedLine(typed, limit: limit) }
  }

  mutating func lines(_ typed: String, _ field: AccountField, limit: Int) -> String {
    keeping(field) { () throws(TextProblem) in try typedLines(typed, limit: limit) }
  }

  mutating func email(_ typed: String) -> String {
    let text = line(typed, .email, limit: EmailAddress.longest)
    if refuses(.email) { return "" }
    if text.isEmpty {
      refuse(.email, .field(.missing))
    } else if EmailAddress(text) == nil {
      refuse(.email, .field(.notAnEmail))
    }
    return text
  }

  /// In small letters, as it stands in addresses.
  mutating func username(_ typed: String) -> String {
    let text = typed.filter { !$0.isWhitespace }.lowercased()
    if text.isEmpty {
      refuse(.username, .field(.missing))
    } else if !Username.isFit(text) {
      refuse(.username, .unfitUsername)
    }
    return text
  }

  mutating func password(_ typed: String, known: [String]) {
    if let problem = PasswordRules.problem(with: typed, known: known) { refuse(.password, problem) }
  }

  private mutating func keeping(_ field: AccountField, _ read: () throws(TextProblem) -> String) -> String {
    do {
      return try read()
    } catch {
      refuse(field, .field(error.problem))
      return ""
    }
  }
}

/// What an owner's address on the site may be called. The database holds to the same.
enum Username {
  /// Words that stand for pages of the house, or might be taken for its own.
  static let houseWords: Set = [
    "about", "admin", "api", "app", "assets", "bookings", "calento", "favicon", "forgot", "healthz", "help", "login",
    "logout", "look", "metrics", "public", "readyz", "reset", "robots", "rsvp", "signup", "static", "verify",
  ]

  static func isFit(_ text: String) -> Bool {
    let isShaped = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
    return (2...40).contains(text.utf8.count) && isShaped && !text.hasPrefix("-") && !text.hasSuffix("-")
      && !houseWords.contains(text)
  }
}
