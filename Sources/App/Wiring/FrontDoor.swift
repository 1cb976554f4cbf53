internal import HTTP
internal import Server
internal import Web

/// What every request meets first: the operators' addresses, then the site.
struct FrontDoor: Handler {
  let operations: OperationsEndpoints
  let site: Site

  func bodyLimit(for head: RequestHead) -> Int { site.bodyLimit(for: head) }

  func answer(_ request: Request) -> Answer {
    operations.answer(request) ?? site.answer(request)
  }
}
