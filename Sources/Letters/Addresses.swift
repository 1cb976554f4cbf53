internal import Crypto
internal import Store

internal import struct FoundationEssentials.UUID

/// Where a letter's links lead. The names in them are promises to whoever keeps the letter.
struct Addresses: Sendable {
  /// What all begin with, without a slash at the end.
  let base: String
  let tokens: TokenMaker
  let accounts: AccountTokens

  /// The links of one letter.
  struct OfLetter {
    /// The booking's own page; nil for readers who were given no way to it.
    let booking: String?
    let reschedule: String?
    let cancel: String?
    /// Where its owner sees it.
    let desk: String
    /// The times of the link it was booked through; nil where it took no bookings any more.
    let times: String?
  }

  func of(_ facts: LetterFacts, _ owner: UserID) -> OfLetter {
    let page = token(of: facts, owner).map { "\(base)/bookings/\($0.text)" }
    return OfLetter(
      booking: page, reschedule: page.map { $0 + "/reschedule" }, cancel: page.map { $0 + "/cancel" },
      desk: "\(base)/app/bookings/\(facts.booking)",
      times: facts.isDeadEnd == true ? nil : "\(base)/\(facts.username)/\(facts.slug)")
  }

  /// The links of one letter about an account.
  struct OfAccount {
    let verify: String?
    let reset: String?
    let signIn: String
    let forgot: String
  }

  func of(_ template: AccountTemplate, _ facts: AccountFacts, _ owner: UserID) -> OfAccount {
    let maker: TokenMaker? =
      switch template {
      case .verifyAddress: accounts.verification
      case .confirmAddress: accounts.newAddress
      case .resetPassword: accounts.reset
      default: nil
      }
    let token = maker.flatMap { maker in
      self.token(of: owner.uuid, by: maker, facts.nonce ?? "", facts.digest ?? "", owner)?.text
    }
    return OfAccount(
      verify: token.map { "\(base)/verify/\($0)" }, reset: token.map { "\(base)/reset/\($0)" },
      signIn: "\(base)/login", forgot: "\(base)/forgot")
  }

  /// Derived again, as it is kept nowhere; nil where the letter has none, or the key it was made with is gone.
  private func token(of facts: LetterFacts, _ owner: UserID) -> LinkToken? {
    UUID(uuidString: facts.booking).flatMap { token(of: $0, by: tokens, facts.nonce, facts.digest, owner) }
  }

  private func token(
    of row: UUID, by maker: TokenMaker, _ nonce: String, _ digest: String, _ owner: UserID
  ) -> LinkToken? {
    guard let nonce = try? Base64.url.decode(Array(nonce.utf8)), let nonce = TokenNonce(nonce),
      let digest = try? Base64.url.decode(Array(digest.utf8)), let digest = Digest(digest),
      let token = maker.token(row: row, nonce: nonce, matching: digest)
    else { return nil }
    return LinkToken(owner: owner.uuid, token: token)
  }
}
