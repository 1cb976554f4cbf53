internal import Outbound
internal import Reactor

/// Hands letters to a mail server.
public struct SMTP: Transport {
  public let name = "smtp"

  /// A mail server takes whatever it is given; that two messages share an id is for their reader to see.
  public let knowsRepeats = false

  private let client: SMTPClient

  init(_ client: SMTPClient) {
    self.client = client
  }

  /// A reply may take its time once the whole letter was sent: filters look at it then, and giving up would leave it
  /// unknown whether it was taken.
  static func limits() -> SMTPClient.Limits {
    var limits = SMTPClient.Limits()
    limits.reply = .seconds(60)
    limits.whole = .seconds(120)
    return limits
  }

  public func deliver(_ parcel: Parcel) async throws -> Delivery {
    let letter: SMTPLetter
    do {
      letter = try SMTPLetter(from: parcel.from.address, to: parcel.to.map(\.address), message: parcel.bytes)
    } catch {
      return .refused("no mail server would take it: \(error)")
    }
    do {
      return Delivery(try await client.send(letter))
    } catch is PoolFull {
      return .closed("too much is under way on this server")
    }
  }
}

extension Delivery {
  init(_ outcome: SMTPOutcome) {
    switch outcome {
    case .accepted(let reply): self = .accepted(id: reply.text)
    case .refusedForNow(let reply): self = .refusedForNow(reply.description)
    case .refused(let reply): self = .refused(reply.description)
    case .loginRefused(let reply): self = .closed("the mail server refuses our login: \(reply)")
    case .unreachable(let reason): self = .closed("the mail server can't be reached: \(reason)")
    case .untrusted(let reason): self = .closed("the mail server can't be trusted: \(reason)")
    case .addressRefused(let address, let reason):
      let place = address.map { " \($0)" } ?? ""
      self = .closed("letters must not go to the mail server's address\(place): \(reason)")
    case .timedOut: self = .closed("the mail server does not answer")
    case .unanswered: self = .unknown("the mail server was given the letter and did not say whether it took it")
    }
  }
}
