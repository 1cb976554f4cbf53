internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import Operations
internal import Reactor
internal import Web

/// The keys Calento works with: from the settings, or made once and kept in a folder only its owner can read.
struct Secrets {
  private let encryption: SecretKey
  private let previous: [SecretKey]
  private let sessions: JWT
  let seals: SealRing
  /// Makes the secrets in bookings' addresses.
  let bookingTokens: TokenMaker

  init(_ source: SettingsSource, keptIn folder: String = "var/secrets") throws {
    encryption = try Secrets.key("ENCRYPTION_KEY", source, folder)
    previous = try source.list("ENCRYPTION_KEY_PREVIOUS").map { text in
      try Secrets.parse("ENCRYPTION_KEY_PREVIOUS", text)
    }
    do {
      seals = try SealRing(current: encryption, previous: previous)
      bookingTokens = try TokenMaker(current: encryption, previous: previous, purpose: "booking")
    } catch {
      throw Failure("ENCRYPTION_KEY and ENCRYPTION_KEY_PREVIOUS can't be used together: \(error)")
    }
    do {
      sessions = try JWT(secret: try Secrets.key("JWT_SECRET", source, folder))
    } catch let error as KeyRefusal {
      throw Failure("JWT_SECRET can't be used: \(error)")
    }
  }

  /// Makes the tokens in owners' forms.
  var forms: FormSeal { FormSeal(encryption) }

  /// For an office that lets people in. Passwords are hashed on the pool.
  func accounts(_ pool: BlockingPool) throws -> AccountKeys {
    try AccountKeys(
      sessions: sessions, encryption: encryption, previous: previous, pool: pool, pace: .milliseconds(500))
  }

  /// Makes the tokens in letters about accounts.
  var accountTokens: AccountTokens {
    get throws { try AccountTokens(current: encryption, previous: previous) }
  }

  private static func key(_ name: String, _ source: SettingsSource, _ folder: String) throws -> SecretKey {
    if let text = source[name] { return try parse(name, text) }
    let path = "\(folder)/\(name.lowercased())"
    if let kept = try? String(contentsOfFile: path, encoding: .utf8) {
      return try parse(path, String(kept.prefix { !$0.isNewline }))
    }
    return try make(at: path, in: folder, name)
  }

  /// Two servers that start at once agree: who comes second finds the file of the first.
  private static func make(at path: String, in folder: String, _ name: String) throws -> SecretKey {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    chmod(folder, 0o700)
    let key = SecretKey.random()
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw Failure("can't write \(draft): \(String(cString: strerror(errno)))") }
    let text = key.revealed + "\n"
    let written = write(descriptor, text, text.utf8.count)
    fsync(descriptor)
    close(descriptor)
    defer { unlink(draft) }
    guard written == text.utf8.count else { throw Failure("can't write \(draft): is the disk full?") }
    if link(draft, path) == 0 { return key }
    guard let kept = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Failure("can't write \(path): \(String(cString: strerror(errno)))")
    }
    return try parse(path, String(kept.prefix { !$0.isNewline }))
  }

  private static func parse(_ name: String, _ text: String) throws -> SecretKey {
    do {
      return try SecretKey(setting: text)
    } catch {
      throw Failure("\(name) must be 32 bytes as 64 hex digits or base64; make one with: openssl rand -hex 32")
    }
  }
}
