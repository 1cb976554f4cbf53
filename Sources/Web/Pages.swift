internal import Log
internal import Mustache
internal import Operations

/// Every page, bound to its templates: made at start, and in development anew when a template has changed.
final class Pages: Sendable {
  let home: Home
  let noAccounts: NoAccounts
  let failures: FailurePages
  let guests: GuestDesk

  init(_ bindings: Bindings, _ office: Office, baseAddress: String, pageRoom: Int, log: Log) {
    home = bindings.home
    failures = bindings.failures
    noAccounts = NoAccounts(failures: failures)
    guests = GuestDesk(
      bindings.guests, office, baseAddress: baseAddress, pageRoom: pageRoom, failures: failures, log: log)
  }
}

/// All that templates and words can be wrong about.
struct Bindings: Sendable {
  let home: Home
  let failures: FailurePages
  let guests: GuestBindings

  init(_ workshop: Workshop) throws(Fault) {
    failures = try FailurePages(workshop)
    home = try Home(workshop)
    guests = try GuestBindings(workshop)
  }
}
