internal import Mustache
internal import Operations
internal import Scheduling

/// The words that pages about accounts ask for by code.
enum AccountWord: String, PageWord {
  case fieldLogin = "account.field.login"
  case fieldUsername = "account.field.username"
  case fieldEmail = "account.field.email"
  case fieldPassword = "account.field.password"
  case fieldNewPassword = "account.field.new_password"
  case usernameHint = "account.hint.username"
  case passwordHint = "account.hint.password"
  case chosenHint = "account.hint.chosen"

  case firstSchedule = "account.first_schedule"
  case addressMoves = "account.verify.another"
  case ownersPassword = "account.field.owners_password"
  case writtenTo = "account.written.to"
  case writtenIf = "account.written.if"
  case doneVerified = "account.done.verified"
  case doneChanged = "account.done.changed"
  case doneReset = "account.done.reset"
  case doneSignedOut = "account.done.signed_out"
  case doneClosed = "account.done.closed"
  case doneEnded = "account.done.ended"
  case doneUnsaved = "account.done.unsaved"
  case held = "account.held"
  case stale = "account.stale"

  case wrongSignIn = "account.wrong.sign_in"
  case tooLong = "account.wrong.too_long"
  case suspended = "account.wrong.suspended"
  case missingLogin = "account.wrong.login"
  case missingUsername = "account.wrong.username"
  case unfitUsername = "account.wrong.username_unfit"
  case usernameTaken = "account.wrong.username_taken"
  case missingPassword = "account.wrong.password"
  case shortPassword = "account.wrong.password_short"
  case commonPassword = "account.wrong.password_common"
  case knownPassword = "account.wrong.password_known"
  case wrongPassword = "account.wrong.password_wrong"
  case sameEmail = "account.wrong.email_same"
  case wrongCode = "account.wrong.code"
  case missingCode = "account.wrong.code_missing"
  case fieldCode = "account.field.code"
  case codeHint = "account.hint.code"
  case fieldRecovery = "account.field.recovery"
  case recoveryHint = "account.hint.recovery"
  case usedCode = "account.wrong.code_used"
  case pictureKind = "account.wrong.picture_kind"
  case pictureBroken = "account.wrong.picture_broken"
  case pictureLarge = "account.wrong.picture_large"
  case pictureWide = "account.wrong.picture_wide"
}

extension AccountProblem {
  /// What is wrong and what to do about it.
  func sentence(for field: AccountField, _ words: Words) -> String {
    switch (self, field) {
    case (.field(.missing), .username): words.text(AccountWord.missingUsername)
    case (.field(.missing), .password), (.field(.missing), .current): words.text(AccountWord.missingPassword)
    case (.field(.missing), .code): words.text(AccountWord.missingCode)
    case (.field(let problem), .email): problem.sentence(for: .email, words)
    case (.field(let problem), _): problem.sentence(for: .notes, words)
    case (.unfitUsername, _): words.text(AccountWord.unfitUsername)
    case (.usernameTaken, _): words.text(AccountWord.usernameTaken)
    case (.tooShort(let least), _): words.text(AccountWord.shortPassword, ["least": "\(least)"])
    case (.tooCommon, _): words.text(AccountWord.commonPassword)
    case (.knownToOthers, .email): words.text(AccountWord.sameEmail)
    case (.knownToOthers, _): words.text(AccountWord.knownPassword)
    case (.wrong, .code): words.text(AccountWord.wrongCode)
    case (.wrong, _): words.text(AccountWord.wrongPassword)
    case (.picture(.unknownKind), _): words.text(AccountWord.pictureKind)
    case (.picture(.malformed), _): words.text(AccountWord.pictureBroken)
    case (.picture(.tooLarge(let limit)), _): words.text(AccountWord.pictureLarge, ["limit": "\(limit >> 20)"])
    case (.picture(.tooWide(let limit)), _): words.text(AccountWord.pictureWide, ["limit": "\(limit)"])
    }
  }
}
