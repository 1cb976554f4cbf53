internal import CPostgres

/// A connection that waits for each answer: for start-up code and command lines, never on an event loop.
package final class BlockingConnection {
  private let connection: OpaquePointer
  private let arrays = ParameterArrays()

  package init(to address: DatabaseAddress) throws(DatabaseError) {
    let parameters = address.parameters
    let connected = withCStrings(parameters.map(\.keyword)) { keywords in
      withCStrings(parameters.map(\.value)) { values in PQconnectdbParams(keywords, values, 0) }
    }
    guard let connected else { throw DatabaseError(.unavailable, "no memory for a connection") }
    connection = connected
    _ = PQsetNoticeReceiver(connection, { _, _ in }, nil)
    guard PQstatus(connection) == CONNECTION_OK else {
      throw DatabaseError(.unavailable, Wire.complaint(of: connection))
    }
  }

  deinit {
    PQfinish(connection)
  }

  @discardableResult
  package func query(_ query: Query) throws(DatabaseError) -> Rows {
    let types = query.parameters.map(\.type.id)
    let result = arrays.withParameters(of: query) { count, values, lengths, formats in
      PQexecParams(connection, query.sql, count, types, values, lengths, formats, ParameterArrays.binary)
    }
    guard let result else { throw .lost }
    let answer = Answer(result)
    if answer.status != .done { throw answer.error(in: query.isConstant ? query.sql : nil) }
    return Rows(answer: answer)
  }

  /// Runs a text of any number of statements; stops at the first that fails.
  package func run(script: String) throws(ScriptError) {
    guard let result = PQexec(connection, script) else { throw ScriptError(error: .lost, position: nil) }
    let answer = Answer(result)
    switch answer.status {
    case .done: return
    case .copyIn, .copyOut: throw ScriptError(error: DatabaseError(.misuse, "COPY has no place here"), position: nil)
    default: throw ScriptError(error: answer.error(in: nil), position: answer.position)
    }
  }

  /// Whether a transaction is open and sound.
  var isInTransaction: Bool { PQtransactionStatus(connection) == PQTRANS_INTRANS }
}

/// Where a text of statements failed: the character, from 1, where the server can tell.
package struct ScriptError: Error {
  package let error: DatabaseError
  package let position: Int?
}
