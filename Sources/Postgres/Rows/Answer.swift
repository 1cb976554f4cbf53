internal import CPostgres
internal import Glibc

/// One result of libpq's (`PGresult`), freed when the last row that points into it is gone.
///
/// `@unchecked Sendable` holds because libpq never changes a result once it has handed it over.
final class Answer: @unchecked Sendable {
  private let result: OpaquePointer

  /// Takes over `result`.
  init(_ result: OpaquePointer) {
    self.result = result
  }

  deinit {
    PQclear(result)
  }

  var rowCount: Int { Int(PQntuples(result)) }
  var columnCount: Int { Int(PQnfields(result)) }

  func type(of column: Int) -> DatabaseType {
    DatabaseType(PQftype(result, Int32(column)))
  }

  func name(of column: Int) -> String {
    PQfname(result, Int32(column)).map { String(cString: $0) } ?? "column \(column + 1)"
  }

  /// The column of that name, the first where there are several.
  func column(named name: StaticString) -> Int? {
    for column in 0..<PQnfields(result) {
      guard let candidate = PQfname(result, column) else { continue }
      let length = name.utf8CodeUnitCount
      if strncmp(candidate, name.utf8Start, length) == 0 && candidate[length] == 0 { return Int(column) }
    }
    return nil
  }

  /// The bytes of a cell as they came over the wire, good for as long as this answer; nil for NULL.
  func cell(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    let (row, column) = (Int32(row), Int32(column))
    let length = PQgetlength(result, row, column)
    // NULL has no length, so only of what has none must be asked whether it is NULL.
    if length == 0, PQgetisnull(result, row, column) != 0 { return nil }
    return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(length))
  }

  /// How many rows an INSERT, UPDATE or DELETE touched.
  var touchedCount: Int {
    PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// What the server says it did: `COMMIT`, `ROLLBACK`, `INSERT 0 1`.
  var command: String {
    PQcmdStatus(result).map { String(cString: $0) } ?? ""
  }

  // MARK: What kind it is

  enum Status {
    /// Rows, or a command without any.
    case done
    case failed
    /// Not run, because one before it in the same go failed.
    case skipped
    case synchronized
    case copyIn
    case copyOut
  }

  var status: Status {
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: .done
    case PGRES_PIPELINE_SYNC: .synchronized
    case PGRES_PIPELINE_ABORTED: .skipped
    case PGRES_COPY_IN: .copyIn
    case PGRES_COPY_OUT: .copyOut
    default: .failed
    }
  }

  /// The error of a failed result. `statement` is the text it was, where that may be shown.
  func error(in statement: String?) -> DatabaseError {
    guard let state = field(calento_field_sqlstate) else {
      // No code means that the report is libpq's own: it lost the connection.
      return DatabaseError(.connectionLost, "the connection to the database broke")
    }
    let report = ServerReport(
      state: SQLState(rawValue: state), constraint: field(calento_field_constraint), table: field(calento_field_table),
      column: field(calento_field_column), statement: statement)
    return DatabaseError(report, message: field(calento_field_message) ?? "")
  }

  /// The character of the text, from 1, at which it failed.
  var position: Int? { field(calento_field_position).flatMap { Int($0) } }

  private func field(_ code: some BinaryInteger) -> String? {
    PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
  }
}
