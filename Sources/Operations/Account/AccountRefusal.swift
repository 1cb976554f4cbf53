public import Scheduling

/// A field of the forms about an account.
public enum AccountField: String, Hashable, Sendable {
  case username, email, password
  /// The password one has, beside the one that is to be.
  case current
  case firstName = "first_name"
  case lastName = "last_name"
  case bio, zone, language
  case weekStart = "week_start"
  case clock, picture, code
  /// What a token of one's own is called, and what it may do, and for how long.
  case tokenName = "name"
  case scopes
  case expires
}

/// What is wrong with what stands there. The words for it are the faces' own.
public enum AccountProblem: Hashable, Sendable {
  /// As in any form.
  case field(FieldProblem)
  /// Not 2 to 40 small letters, digits and hyphens, or a word the house needs itself.
  case unfitUsername
  case usernameTaken
  case tooShort(least: Int)
  /// Among those that are tried first.
  case tooCommon
  /// The address or the username, or the password one has already.
  case knownToOthers
  case wrong
  case picture(PictureProblem)
}

/// One field and what is wrong with it.
public struct AccountRefusal: Hashable, Sendable {
  public let field: AccountField
  public let problem: AccountProblem

  public init(_ field: AccountField, _ problem: AccountProblem) {
    self.field = field
    self.problem = problem
  }
}

/// Why a picture is not taken.
public enum PictureProblem: Hashable, Sendable {
  /// Neither PNG nor JPEG nor WebP, by what is in it.
  case unknownKind
  case malformed
  case tooLarge(limit: Int)
  case tooWide(limit: Int)
}
