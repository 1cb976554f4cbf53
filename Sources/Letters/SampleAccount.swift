internal import CivilTime
public import Crypto
public import Store

internal import struct FoundationEssentials.UUID

/// A made-up account, for looking at the letters about one.
public struct SampleAccount {
  public let owner: Owner
  private let tokens: AccountTokens
  private let now = Instant(seconds: 1_795_165_200)  // Friday 20 November 2026, 09:00 UTC

  public init(language: String = "en", tokens: AccountTokens) {
    self.tokens = tokens
    owner = Owner(
      id: UserID(UUID(bytes: [UInt8](repeating: 1, count: 16)) ?? UUID()), username: "lan", firstName: "Lan",
      lastName: "Nguyen", email: "lan@nguyen.example", bio: "", zone: (try? .named("Asia/Ho_Chi_Minh")) ?? .utc,
      locale: language, weekStart: .monday, isActive: true)
  }

  public func facts(_ template: AccountTemplate) -> AccountFacts {
    switch template {
    case .verifyAddress: AccountFacts(to: owner, proof: proof(tokens.verification, hours: 24), on: now)
    case .resetPassword: AccountFacts(to: owner, proof: proof(tokens.reset, hours: 1), on: now)
    case .confirmAddress:
      AccountFacts(to: owner, at: "lan@studio.example", proof: proof(tokens.newAddress, hours: 24), on: now)
    case .addressChanged: AccountFacts(to: owner, newEmail: "lan@studio.example", on: now)
    case .passwordChanged: AccountFacts(to: owner, tokens: .revoked, on: now)
    case .accountClosed: AccountFacts(to: owner, until: now.adding(seconds: 30 * 86_400), on: now)
    case .accountExists, .secondStepOn, .secondStepOff, .recoveryCodeUsed, .accountReopened:
      AccountFacts(to: owner, on: now)
    }
  }

  private func proof(_ maker: TokenMaker, hours: Int) -> AccountProof {
    AccountProof(of: owner.id, by: maker, until: now.adding(seconds: hours * 3_600))
  }
}
