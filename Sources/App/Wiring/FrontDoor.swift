internal import API
internal import HTTP
internal import Server
internal import Web

/// What every request meets first: the operators' addresses, then programs' and people's.
struct FrontDoor: Handler {
  let operations: OperationsEndpoints
  let api: API
  let site: Site

  func bodyLimit(for head: RequestHead) -> Int {
    api.bodyLimit(for: head) ?? site.bodyLimit(for: head)
  }

  func answer(_ request: Request) -> Answer {
    operations.answer(request) ?? api.answer(request) ?? site.answer(request)
  }

  func answer(refusal status: Status, _ glimpse: Glimpse, _ id: RequestID) -> Response? {
    api.answer(refusal: status, glimpse, id) ?? site.answer(refusal: status, glimpse.headers, id)
  }
}
