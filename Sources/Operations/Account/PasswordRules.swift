internal import Crypto
internal import Scheduling

/// What makes a password one that is not guessed first. Length counts, and that nobody knows it; what it is composed of
/// does not (NIST SP 800-63B, section 5.1.1.2).
enum PasswordRules {
  static let shortest = 8

  /// Nil for a good one. `known` is what others know of its owner.
  static func problem(with password: String, known: [String]) -> AccountProblem? {
    if password.isEmpty { return .field(.missing) }
    if password.utf8.count > PasswordHash.longestPassword {
      return .field(.tooLong(limit: PasswordHash.longestPassword))
    }
    if password.count < shortest { return .tooShort(least: shortest) }
    let folded = password.lowercased()
    if known.contains(where: { !$0.isEmpty && $0.lowercased() == folded }) { return .knownToOthers }
    if common.contains(folded) || Set(folded).count == 1 { return .tooCommon }
    return nil
  }

  /// Those of eight signs and more that head every list of stolen passwords, in small letters.
  private static let common: Set<String> = [
    "00000000", "01234567", "0123456789", "0987654321", "102030405060", "11112222", "11223344", "12121212", "12341234",
    "123123123", "12344321", "12345678", "123456789", "1234567890", "123456789a", "12345678910", "123456abc",
    "1234qwer",
    "12qwaszx", "147258369", "1q2w3e4r", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx", "1qaz2wsx3edc", "1qazxsw2",
    "3rjs1la7qe", "741852963", "789456123", "87654321", "88888888", "963852741", "987654321", "a1234567", "a12345678",
    "a123456789", "aa123456", "aaaaaaaa", "abc12345", "abcd1234", "abcdefgh", "admin123", "administrator", "asdf1234",
    "asdfasdf", "asdfghjk", "asdfghjkl", "asdfghjkl1", "asdfjkl;", "azertyuiop", "babygirl", "baseball", "basketball",
    "blink182", "butterfly", "calendar", "changeme", "charlie1", "chocolate", "computer", "dragon123", "einstein",
    "elizabeth", "ferrari1", "football", "football1", "fuckyou1", "godzilla", "gwerty123", "hello123", "iloveyou",
    "iloveyou1", "internet", "jennifer", "jessica1", "jonathan", "liverpool", "liverpool1", "lovelove", "master123",
    "metallica", "michael1", "michelle", "minecraft", "monkey123", "naruto123", "password", "password!", "password1",
    "password12", "password123", "password1234", "passw0rd", "p@ssw0rd", "p@ssword", "pokemon1", "princess",
    "princess1", "q1w2e3r4", "q1w2e3r4t5", "qazwsxedc", "qqww1122", "qwaszx12", "qwer1234", "qwerasdf", "qwerty12",
    "qwerty123", "qwerty1234", "qwertyui", "qwertyuiop", "rockyou1", "samantha", "samsung1", "scorpion", "secret123",
    "september", "spiderman", "starwars", "sunshine", "sunshine1", "superman", "superman1", "test1234", "testtest",
    "trustno1", "victoria", "welcome1", "welcome123", "whatever", "willow123", "woaini1314", "zaq12wsx", "zxcvbnm1",
    "zxcvbnm123",
  ]
}
