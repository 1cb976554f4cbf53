/// How an exchange ended short.
enum TransferFailure: Error, Hashable {
  case stopped
  case timedOut
  case refused(IPAddress?, AddressRefusal)
  case unreachable(String)
  case untrusted(String)
  case loginDenied(String)
  case tooLarge
  /// The other side hung up in the middle.
  case hungUp(String)
  case broken(String)
}
