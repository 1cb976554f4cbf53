internal import Operations
internal import Scheduling

extension AccountRefusal {
  var wrong: Wrong { Wrong(field.name, problem.sentence) }
}

extension AccountField {
  /// What programs call it: what its column is called.
  fileprivate var name: String {
    switch self {
    case .zone: "timezone"
    case .language: "locale"
    default: rawValue
    }
  }
}

extension AccountProblem {
  fileprivate var sentence: String {
    switch self {
    case .field(let problem): problem.sentence
    case .unfitUsername: "must be 2 to 40 small letters, digits and hyphens, and no word of the house."
    case .usernameTaken: "is taken."
    case .tooShort(let least): "must have at least \(least) characters."
    case .tooCommon: "is among those that are tried first."
    case .knownToOthers: "is known to others, or is what it was."
    case .wrong: "is wrong."
    case .picture: "is no picture that can be shown."
    }
  }
}
