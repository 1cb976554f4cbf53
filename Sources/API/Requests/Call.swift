internal import CivilTime
internal import HTTP
internal import Operations
internal import Store

/// One request that found its line in the route table and may be answered.
struct Call: Sendable {
  let request: Request
  let means: Means
  let parameters: [String: String]
  let bearer: Bearer?
  let content: JSON?

  /// The key of what is asked for, sent along or made by chance.
  let key: RequestKey

  /// That its key is held, where it came with one.
  var ticket: KeyTicket?

  var office: Office { means.office }
  var now: Instant { office.now }

  /// An address of the site as it is written down.
  func address(_ path: String) -> String { means.baseAddress + path }

  var caller: Caller {
    var caller = request.caller
    caller.key = ticket
    caller.token = bearer?.token
    return caller
  }

  /// Who asks without having to be anybody.
  var visitor: KeyHolder { office.visitor(request.caller) }

  /// Whose resources these are.
  var owner: Owner {
    get throws(Problem) {
      guard let bearer else { throw .unauthorized(isTokenSent: false) }
      return bearer.owner
    }
  }

  /// A part of the address that names a row; what names none is not found.
  func id<Table>(_ name: String = "id", of _: Table.Type = Table.self) throws(Problem) -> ID<Table> {
    guard let id = parameters[name].flatMap({ ID<Table>($0) }) else { throw Problem(.notFound) }
    return id
  }

  func parameter(_ name: String) -> String { parameters[name] ?? "" }
}

// What was sent.
extension Call {
  /// The body's members, all of them known and good. `isOptional` takes no body for an empty object.
  func body<Value>(isOptional: Bool = false, _ read: (inout Members) throws(Problem) -> Value) throws(Problem) -> Value
  {
    let (value, wrong) = try bodyAndWrong(isOptional: isOptional, read)
    if !wrong.isEmpty { throw .unfit(wrong) }
    return value
  }

  /// The same with what is wrong with it, for who finds more that is.
  func bodyAndWrong<Value>(
    isOptional: Bool = false, _ read: (inout Members) throws(Problem) -> Value
  ) throws(Problem) -> (Value, [Wrong]) {
    var members: Members
    switch content {
    case .object(let sent): members = Members(sent)
    case nil where isOptional: members = Members([])
    case nil: throw Problem(.badJSON, "A body is needed: a JSON object.")
    default: throw Problem(.unfit, "The body must be a JSON object.")
    }
    let value = try read(&members)
    members.noteUnknown()
    return (value, members.wrong)
  }

  func query<Value>(_ read: (inout Members) throws(Problem) -> Value) throws(Problem) -> Value {
    var members = try Members(query: request.target.query)
    let value = try read(&members)
    try members.finish()
    return value
  }
}
