public import HTTP

/// The addresses that operators and their machines ask: `/healthz` (the process answers), `/readyz` (what it needs is
/// there) and `/metrics`. To be asked before the site.
public struct OperationsEndpoints: Sendable {
  private let metrics: Metrics
  private let checks: [ReadinessCheck]
  private let operators: [AddressRange]

  /// What is told beyond a yes or no is for `operators` alone; everyone else is told that there is no such page.
  public init(
    metrics: Metrics, checks: [ReadinessCheck] = [], operators: [AddressRange] = .privateNetworks
  ) {
    self.metrics = metrics
    self.checks = checks
    self.operators = operators
  }

  /// What the request gets, or nil when it asks for something else.
  public func answer(_ request: Request) -> Answer? {
    let path = request.target.pathBytes
    if path.elementsEqual("/healthz".utf8) {
      return answer(request, "operations.health") { .now(uncached(.text("ok\n")), route: $0) }
    }
    if path.elementsEqual("/readyz".utf8) {
      return answer(request, "operations.readiness") { .later(route: $0, readiness(for: request)) }
    }
    if path.elementsEqual("/metrics".utf8), isOperator(request) {
      return answer(request, "operations.metrics") { .later(route: $0, figures) }
    }
    return nil
  }

  private func answer(_ request: Request, _ route: RouteLabel, _ make: (RouteLabel) -> Answer) -> Answer {
    if request.method == .get || request.method == .head { return make(route) }
    var response =
      request.method == .options
      ? Response(status: .noContent) : .text("This can only be read.\n", status: .methodNotAllowed)
    response.headers.add(.allow, "GET, HEAD, OPTIONS")
    return .now(response, route: route)
  }

  private func isOperator(_ request: Request) -> Bool {
    IPAddress(request.peer).map { operators.contains($0) } ?? false
  }

  private func figures() async -> Response {
    let text = await metrics.text()
    return uncached(Response(type: "text/plain; version=0.0.4; charset=utf-8", bytes: text))
  }

  private func readiness(for request: Request) -> @Sendable () async -> Response {
    let tellsReasons = isOperator(request)
    return { [checks] in
      let outcomes = await ReadinessCheck.run(checks)
      let isReady = outcomes.allSatisfy { $0.failure == nil }
      var text = isReady ? "ready\n" : "not ready\n"
      for outcome in outcomes where tellsReasons { text += "\(outcome.name): \(outcome.failure ?? "ok")\n" }
      return uncached(.text(text, status: isReady ? .ok : .serviceUnavailable))
    }
  }
}

private func uncached(_ response: Response) -> Response {
  var response = response
  response.headers.add(.cacheControl, "no-store")
  return response
}
