internal import Crypto
internal import Glibc
internal import Store

/// How often something may be asked for: at a pace, and so many times at once after a pause.
struct Limit: Sendable {
  /// Keeps those of one kind apart from all others; never changed, as rows are known by it.
  let name: StaticString

  /// One every so many seconds.
  let every: Int
  let burst: Int

  /// What all servers know this asker by; nobody reads from it who that is.
  func key(_ subject: String) -> Digest {
    SHA256.hash(name.description.utf8 + [0] + subject.utf8)
  }
}

// An address is an office or a school as often as a person; an account is one person.
extension Limit {
  static let signInByAddress = Limit(name: "sign in, address", every: 30, burst: 20)
  /// As it was typed, whether anybody is called so or not.
  static let signInByName = Limit(name: "sign in, name", every: 30, burst: 10)
  /// 2,880 guesses a day at most, wherever they come from and by whichever of its names. Twice what a name has at once:
  /// who guesses by one of them leaves turns to who comes by the other.
  static let signInByAccount = Limit(name: "sign in, account", every: 30, burst: 20)
  /// One that somebody has signed in with before: strangers use up no turns of its.
  static let signInByDevice = Limit(name: "sign in, device", every: 30, burst: 10)
  static let signUpByAddress = Limit(name: "sign up, address", every: 600, burst: 10)
  static let signUpByAccount = Limit(name: "sign up, account", every: 900, burst: 4)
  static let resetByAddress = Limit(name: "reset, address", every: 300, burst: 10)
  /// As it was typed, whether anybody is called so or not.
  static let resetByName = Limit(name: "reset, name", every: 900, burst: 3)
  /// By whichever of its names.
  static let resetByAccount = Limit(name: "reset, account", every: 900, burst: 3)
  /// Of somebody signed in, where it is asked for once more.
  static let passwordByAccount = Limit(name: "password, account", every: 60, burst: 10)
  /// Of somebody who gave the right password; of a million codes three are right at any moment.
  static let codeByAccount = Limit(name: "code, account", every: 30, burst: 5)
  static let bookingByAddress = Limit(name: "booking, address", every: 20, burst: 30)
  /// Ten an hour with one owner.
  static let bookingByGuest = Limit(name: "booking, guest", every: 360, burst: 10)
}

/// How long somebody is to wait who has asked too often.
public struct Wait: Hashable, Sendable {
  public let seconds: Int
}

/// Whoever has an IPv6 address has the 2^64 addresses beside it too. The house itself, as a command line, has none.
func neighbourhood(of caller: Caller) -> String? {
  guard let address = caller.address else { return nil }
  var network = in6_addr()
  guard inet_pton(AF_INET6, address, &network) == 1 else { return address }
  return withUnsafeBytes(of: network) { Hex.encode(Array($0.prefix(8))) }
}
