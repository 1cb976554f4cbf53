internal import Crypto
internal import Store

internal import struct FoundationEssentials.UUID

/// Where a letter's links lead. The names in them are promises to whoever keeps the letter.
struct Addresses: Sendable {
  /// What all begin with, without a slash at the end.
  let base: String
  let tokens: TokenMaker

  /// The links of one letter.
  struct OfLetter {
    /// The booking's own page; nil for readers who were given no way to it.
    let booking: String?
    let reschedule: String?
    let cancel: String?
    /// Where its owner sees it.
    let desk: String
    /// The times of the link it was booked through.
    let times: String
  }

  func of(_ facts: LetterFacts, _ owner: UserID) -> OfLetter {
    let page = token(of: facts, owner).map { "\(base)/bookings/\($0.text)" }
    return OfLetter(
      booking: page, reschedule: page.map { $0 + "/reschedule" }, cancel: page.map { $0 + "/cancel" },
      desk: "\(base)/app/bookings/\(facts.booking)", times: "\(base)/\(facts.username)/\(facts.slug)")
  }

  /// Derived again, as it is kept nowhere; nil where the letter has none, or the key it was made with is gone.
  private func token(of facts: LetterFacts, _ owner: UserID) -> LinkToken? {
    guard let nonce = try? Base64.url.decode(Array(facts.nonce.utf8)), let nonce = TokenNonce(nonce),
      let digest = try? Base64.url.decode(Array(facts.digest.utf8)), let digest = Digest(digest),
      let booking = UUID(uuidString: facts.booking),
      let token = tokens.token(row: booking, nonce: nonce, matching: digest)
    else { return nil }
    return LinkToken(owner: owner.uuid, token: token)
  }
}
