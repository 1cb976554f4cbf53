internal import Outbound
public import Reactor

/// How letters leave, as `MAIL_URL` says it: `maildir:PATH`, `smtp://…`, `smtps://…`.
public struct MailRoute: Sendable, CustomStringConvertible {
  private enum Way: Sendable {
    case maildir(String)
    case server(SMTPServer)
  }

  private let way: Way

  public init(_ text: String) throws(MailRouteRefusal) {
    let sign = "maildir:"
    if text.hasPrefix(sign) {
      let path = String(text.dropFirst(sign.count))
      guard !path.isEmpty, !path.utf8.contains(0) else { throw MailRouteRefusal("names no folder") }
      way = .maildir(path)
      return
    }
    do {
      way = .server(try SMTPServer(text))
    } catch {
      throw MailRouteRefusal(error)
    }
  }

  /// `greeting` is the name under which others know this machine.
  public func transport(pool: BlockingPool, greeting: String) -> any Transport {
    switch way {
    case .maildir(let folder): Maildir(folder: folder, pool: pool)
    case .server(let server):
      SMTP(SMTPClient(pool: pool, server: server, greeting: greeting, limits: SMTP.limits()))
    }
  }

  /// Whether letters could leave, as far as can be found out without one; nil, or why not.
  public func obstacle(pool: BlockingPool, greeting: String) async throws -> String? {
    switch way {
    case .maildir(let folder):
      return try await pool.run { MaildirFolder(path: folder).obstacle }
    case .server(let server):
      let client = SMTPClient(pool: pool, server: server, greeting: greeting)
      return Delivery(try await client.knock()).obstacle
    }
  }

  /// Without name and password.
  public var description: String {
    switch way {
    case .maildir(let folder): "maildir:\(folder)"
    case .server(let server): server.description
    }
  }
}

extension Delivery {
  fileprivate var obstacle: String? {
    switch self {
    case .accepted: nil
    case .refusedForNow(let reason), .refused(let reason): "the mail server says: \(reason)"
    case .closed(let reason), .unknown(let reason): reason
    }
  }
}

/// Why a setting is no way for letters.
public struct MailRouteRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  fileprivate init(_ refusal: SMTPServerRefusal) {
    switch refusal {
    case .malformed: self.init("is not an address")
    case .badScheme: self.init("must begin with maildir:, smtp:// or smtps://")
    case .surplus: self.init("has more than a name, a password, a host and a port")
    case .badLogin: self.init("has a name or a password that can't be used")
    }
  }
}
