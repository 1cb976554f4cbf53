internal import HTTP
internal import Server

/// Stands where accounts will open, so that the first page's links lead somewhere.
struct NoAccounts: Page {
  let failures: FailurePages

  func answer(_ request: Request) -> Answer {
    .now(failures.answer(.noAccounts, to: request))
  }
}
