internal import Mustache

/// Every page, bound to its templates: made at start, and in development anew when a template has changed.
struct Pages: Sendable {
  let home: Home
  let noAccounts: NoAccounts
  let failures: FailurePages

  init(_ workshop: Workshop) throws(Fault) {
    failures = try FailurePages(workshop)
    home = try Home(workshop)
    noAccounts = NoAccounts(failures: failures)
  }
}
