/// What letters there are about an account.
public enum AccountTemplate: String, CaseIterable, Hashable, Sendable {
  /// Whoever signed up is asked whether the address is theirs.
  case verifyAddress = "verify_address"
  /// Somebody signed up with an address that has an account.
  case accountExists = "account_exists"
  case resetPassword = "reset_password"
  case passwordChanged = "password_changed"
  /// To the new address of an account.
  case confirmAddress = "confirm_address"
  /// To the old one.
  case addressChanged = "address_changed"
  case secondStepOn = "second_step_on"
  case secondStepOff = "second_step_off"
  case recoveryCodeUsed = "recovery_code_used"
  case accountClosed = "account_closed"
  case accountReopened = "account_reopened"

  /// The subject in plain English, for a list of letters that were not rendered yet.
  public var plainSubject: String {
    switch self {
    case .verifyAddress: "Confirm your address"
    case .accountExists: "You have an account already"
    case .resetPassword: "Choose a new password"
    case .passwordChanged: "Your password was changed"
    case .confirmAddress: "Confirm your new address"
    case .addressChanged: "Your address was changed"
    case .secondStepOn: "Signing in takes a code now"
    case .secondStepOff: "Signing in takes no code any more"
    case .recoveryCodeUsed: "A recovery code was used"
    case .accountClosed: "Your account is closed"
    case .accountReopened: "Your account is open again"
    }
  }
}
