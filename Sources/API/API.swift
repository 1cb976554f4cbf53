internal import FoundationEssentials
public import HTTP
public import Log
public import Operations
public import Server
internal import Store

/// The same operations as the pages', as JSON resources under `/api/v1`: understands what a program asks, and shows what
/// came of it.
public struct API: Sendable {
  private let means: Means
  private let isUp: @Sendable () -> Bool
  private let log: Log

  /// In bytes: the largest form of ours many times over.
  public static let longestBody = 64 << 10

  /// Where the description of it all lies in the folder of assets.
  static let descriptionFile = "openapi.json"

  /// - Parameters:
  ///   - office: Where what is asked for is done.
  ///   - assets: The folder that holds the description of the API.
  ///   - languages: Those that letters and pages are written in.
  ///   - firstSchedule: What an account's first schedule is called in a language.
  ///   - baseAddress: What this server's own addresses begin with.
  ///   - isUp: Whether the database can be reached; while it can't, every call says so.
  public init(
    office: Office, assets: String, languages: [String], firstSchedule: @escaping @Sendable (String) -> String,
    baseAddress: String, isUp: @escaping @Sendable () -> Bool = { true }, log: Log
  ) throws {
    self.isUp = isUp
    self.log = log
    let path = "\(assets)/\(API.descriptionFile)"
    guard let description = FileManager.default.contents(atPath: path) else { throw MissingDescription(path: path) }
    means = Means(
      office: office, baseAddress: baseAddress.hasSuffix("/") ? String(baseAddress.dropLast()) : baseAddress,
      languages: languages, firstSchedule: firstSchedule, description: Array(description))
  }

  /// What the request gets, or nil when it asks for something else.
  public func answer(_ request: Request) -> Answer? {
    guard API.isOurs(request.target.pathBytes) else { return nil }
    let segments = request.target.segments
    guard segments.count > 1, segments[1] == "v1", let finding = RouteTable.all.find(segments.dropFirst(2)) else {
      return .now(refuse(Problem(.notFound), request), route: "api")
    }
    guard let line = finding.line(for: request.method) else {
      var response = Response(status: .noContent)
      if request.method != .options { response = refuse(Problem(.methodNotAllowed), request) }
      response.headers.add(.allow, finding.allowed)
      return .now(response, route: "api")
    }
    guard isUp() else { return .now(refuse(.unavailable, request), route: line.label) }
    return .later(route: line.label) { await answer(request, line, finding.parameters) }
  }

  /// Nil for what is none of ours.
  public func bodyLimit(for head: RequestHead) -> Int? {
    API.isOurs(head.target.pathBytes) ? API.longestBody : nil
  }

  /// What is said to what was no request that can be taken, or took too long; nil when it asked for something else.
  public func answer(refusal status: Status, _ glimpse: Glimpse, _ id: RequestID) -> Response? {
    guard API.isOurs(glimpse.path.utf8), let kind = ProblemKind(refusal: status) else { return nil }
    return Reply(kind == .unavailable ? .unavailable : Problem(kind)).response(id)
  }

  private static let root = Array("/api".utf8)

  private static func isOurs(_ path: some Collection<UInt8>) -> Bool {
    guard path.starts(with: root) else { return false }
    let rest = path.dropFirst(root.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  // MARK: Answering

  private func answer(_ request: Request, _ line: Line, _ parameters: [String: String]) async -> Response {
    do {
      return try await reply(to: request, line, parameters).response(request.id)
    } catch let problem as Problem {
      return refuse(problem, request)
    } catch is Trouble {
      return refuse(.unavailable, request)
    } catch {
      log.error("api call failed", ["request": .string(request.id.description), "error": .error(error)])
      return refuse(Problem(.broken), request)
    }
  }

  /// What can be told without the database is told first.
  private func reply(to request: Request, _ line: Line, _ parameters: [String: String]) async throws -> Reply {
    try request.checkAccept()
    let key = try RequestKey(request)
    let bearer = try await bearer(of: request, for: line.access)
    let content = line.method == .get || line.method == .delete ? nil : try request.json()
    let call = Call(
      request: request, means: means, parameters: parameters, bearer: bearer, content: content, key: key)
    guard line.method == .post, let owner = bearer?.owner.id else { return try await line.answer(call) }
    return try await means.office.once(call, of: .owner(owner)) { try await line.answer($0) }
  }

  private func bearer(of request: Request, for access: Line.Access) async throws -> Bearer? {
    if case .anyone = access { return nil }
    let token = request.bearerToken
    guard let token, let bearer = try await means.office.bearer(token, caller: request.caller) else {
      throw Problem.unauthorized(isTokenSent: token != nil)
    }
    if case .writer = access, !bearer.mayWrite { throw Problem.mayOnlyRead }
    return bearer
  }

  private func refuse(_ problem: Problem, _ request: Request) -> Response {
    Reply(problem).response(request.id)
  }
}

/// The description of the API is not there: it stops the start.
struct MissingDescription: Error, CustomStringConvertible {
  let path: String

  var description: String { "\(path) is missing: it describes the API" }
}

extension Problem {
  /// Moments are enough: a database is back soon, and who held an owner's time lets go of it.
  static var unavailable: Problem {
    var problem = Problem(.unavailable)
    problem.headers = [(.retryAfter, "5")]
    return problem
  }
}

/// What every call is answered with.
struct Means: Sendable {
  let office: Office

  /// What addresses begin with that are written down: `https://calento.example`.
  let baseAddress: String

  /// Those that letters and pages are written in.
  let languages: [String]
  let firstSchedule: @Sendable (String) -> String

  /// The file that describes the API.
  let description: [UInt8]
}
