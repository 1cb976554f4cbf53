internal import Almanac
internal import CivilTime
internal import Mustache
internal import Store

/// Says in an owner's words and zone what a letter about their account tells.
struct AccountDrawing {
  let template: AccountTemplate
  let facts: AccountFacts
  let addresses: Addresses.OfAccount
  let lettering: Lettering

  private var zone: Zone { LetterDrawing.zone(facts.recipient.zone) }
  var writtenAt: Instant { Instant(microseconds: facts.writtenAt) }

  var view: LetterView {
    let tells = ["tell", facts.tokens?.rawValue, "otherwise"].compactMap(\.self).map(text)
    return LetterView(
      language: lettering.words.language, subject: text("subject"), preview: tells[0], eyebrow: facts.username,
      heading: text("heading"), when: nil, tells: tells, bands: nil, rows: [], button: button, move: nil, cancel: nil,
      foot: lettering.words.text("letters.account.foot", values))
  }

  /// What it offers is nothing where the key of its token is gone; the letter then says so by having no button.
  private var button: LinkView? {
    let address: String? =
      switch template {
      case .verifyAddress, .confirmAddress: addresses.verify
      case .resetPassword: addresses.reset
      case .accountExists, .accountClosed: addresses.signIn
      case .passwordChanged, .secondStepOn, .secondStepOff, .recoveryCodeUsed, .accountReopened: addresses.forgot
      case .addressChanged: nil
      }
    return address.map { LinkView(text: text("button"), address: $0) }
  }

  private func text(_ part: String) -> String {
    lettering.words.text(AccountDrawing.word(template, part), values)
  }

  private var values: [String: String] {
    let moment = Instant(microseconds: facts.until ?? facts.writtenAt)
    return [
      "username": facts.username, "email": facts.recipient.email, "new": facts.newEmail ?? "",
      "day": lettering.day(moment, in: zone, asOf: writtenAt), "time": lettering.time(moment, in: zone),
      "city": lettering.city(zone),
    ]
  }

  private static func word(_ template: AccountTemplate, _ part: String) -> String {
    "letters.\(template.rawValue).\(part)"
  }

  /// Every word such letters ask for by code.
  static let words: [String] =
    ["letters.account.foot", word(.passwordChanged, "revoked"), word(.passwordChanged, "kept")]
    + AccountTemplate.allCases.flatMap { template in
      let parts = ["subject", "heading", "tell", "otherwise"] + (template == .addressChanged ? [] : ["button"])
      return parts.map { word(template, $0) }
    }
}
