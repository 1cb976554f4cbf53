internal import CPostgres

/// libpq's connection object (`PGconn`), wrapped once: each method is one call of libpq's. Nothing here waits. Once
/// closed, every call fails as it does on a broken connection.
final class Wire {
  private var connection: OpaquePointer?
  private let arrays = ParameterArrays()
  private let notices = Notices()

  /// Begins to connect (`PQconnectStartParams`). Nil only without memory; a refusal shows at the first `poll`.
  init?(_ parameters: [(keyword: String, value: String)]) {
    let started = withCStrings(parameters.map(\.keyword)) { keywords in
      withCStrings(parameters.map(\.value)) { values in PQconnectStartParams(keywords, values, 0) }
    }
    guard let started else { return nil }
    connection = started
    notices.listen(to: started)
  }

  deinit {
    PQfinish(connection)
  }

  /// Its descriptor must not be watched any more.
  func close() {
    PQfinish(connection)
    connection = nil
  }

  // MARK: Connecting

  enum Progress {
    case wantsRead, wantsWrite, connected, failed
  }

  /// `PQconnectPoll`. The socket may be another one afterwards.
  func poll() -> Progress {
    switch PQconnectPoll(connection) {
    case PGRES_POLLING_READING: .wantsRead
    case PGRES_POLLING_WRITING: .wantsWrite
    case PGRES_POLLING_OK: .connected
    default: .failed
    }
  }

  var hasFailed: Bool { PQstatus(connection) == CONNECTION_BAD }
  var socket: Int32 { PQsocket(connection) }

  var complaint: String { Wire.complaint(of: connection) }

  /// What libpq says went wrong, on one line. Names host and user, never a password.
  static func complaint(of connection: OpaquePointer?) -> String {
    let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    let lines = text.split(separator: "\n").map { $0.drop { $0 == "\t" || $0 == " " } }
    return lines.joined(separator: ", ")
  }

  /// To be called once connected: nothing blocks from here on, and statements may be sent ahead.
  func enterPipeline() -> Bool {
    PQsetnonblocking(connection, 1) == 0 && PQenterPipelineMode(connection) == 1
  }

  /// Only while nothing is under way.
  func leavePipeline() -> Bool {
    PQexitPipelineMode(connection) == 1
  }

  // MARK: Sending

  /// `PQsendPrepare`.
  func prepare(_ statement: Statement) -> Bool {
    PQsendPrepare(connection, statement.name, statement.sql, Int32(statement.types.count), statement.types) == 1
  }

  /// `PQsendQueryPrepared`.
  func execute(_ statement: Statement, with query: Query) -> Bool {
    arrays.withParameters(of: query) { count, values, lengths, formats in
      PQsendQueryPrepared(connection, statement.name, count, values, lengths, formats, ParameterArrays.binary) == 1
    }
  }

  /// `PQsendQueryParams`: prepared without a name, for this once.
  func execute(_ query: Query) -> Bool {
    let types = query.parameters.map(\.type.id)
    return arrays.withParameters(of: query) { count, values, lengths, formats in
      PQsendQueryParams(
        connection, query.sql, count, types, values, lengths, formats, ParameterArrays.binary) == 1
    }
  }

  /// `PQpipelineSync`. In libpq 15 this writes to the socket at once; 17 could gather several into one write.
  func synchronize() -> Bool {
    PQpipelineSync(connection) == 1
  }

  enum Flush {
    case done, pending, failed
  }

  /// `PQflush`; costs nothing when there is nothing to write.
  func flush() -> Flush {
    switch PQflush(connection) {
    case 0: .done
    case 1: .pending
    default: .failed
    }
  }

  // MARK: Receiving

  /// Reads what the socket has (`PQconsumeInput`); false when the connection is gone.
  func receive() -> Bool {
    PQconsumeInput(connection) == 1
  }

  /// Whether `next` would have to wait (`PQisBusy`).
  var isBusy: Bool { PQisBusy(connection) == 1 }

  /// Takes in what was read though nothing was asked, and tells whether it was the server's farewell.
  func hearsFarewell() -> Bool {
    _ = PQisBusy(connection)
    return notices.heldFarewell
  }

  /// `PQgetResult`; nil where libpq says that a statement has no more. Not while busy.
  func next() -> Answer? {
    PQgetResult(connection).map { Answer($0) }
  }

  /// Whether a transaction was left open; only while nothing is under way.
  var isInTransaction: Bool {
    let status = PQtransactionStatus(connection)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  // MARK: Outside of the pipeline

  /// `PQsendQuery`: one text, by the simple protocol.
  func send(simple text: String) -> Bool {
    PQsendQuery(connection, text) == 1
  }

  /// `PQputCopyData`; nil when the connection is gone, false when there is no room yet.
  func putCopy(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
    switch PQputCopyData(connection, start, Int32(clamping: bytes.count)) {
    case 1: return true
    case 0: return false
    default: return nil
    }
  }

  /// `PQputCopyEnd`; with a reason the server gives the copy up.
  func endCopy(reason: String?) -> Bool? {
    switch PQputCopyEnd(connection, reason) {
    case 1: true
    case 0: false
    default: nil
    }
  }

  enum CopyPiece {
    case bytes([UInt8]), later, end, failed
  }

  /// `PQgetCopyData`, without waiting.
  func getCopy() -> CopyPiece {
    var buffer: UnsafeMutablePointer<CChar>?
    let length = PQgetCopyData(connection, &buffer, 1)
    defer { PQfreemem(buffer) }
    switch length {
    case 0: return .later
    case -1: return .end
    case 1...: return .bytes(Array(UnsafeRawBufferPointer(start: buffer, count: Int(length))))
    default: return .failed
    }
  }

  /// What is needed to ask the server to stop what it does for this connection (`PQgetCancel`).
  func makeStopRequest() -> StopRequest? {
    PQgetCancel(connection).map { StopRequest($0) }
  }
}

/// A request to stop a running statement; it travels over a connection of its own.
///
/// `@unchecked Sendable` holds because libpq lets any thread use a `PGcancel`, and it is never changed.
final class StopRequest: @unchecked Sendable {
  private let cancel: OpaquePointer

  init(_ cancel: OpaquePointer) {
    self.cancel = cancel
  }

  deinit {
    PQfreeCancel(cancel)
  }

  /// Connects and waits until the server has passed the request on (`PQcancel`): not on an event loop.
  func deliver() {
    var complaint = [CChar](repeating: 0, count: 256)
    _ = PQcancel(cancel, &complaint, Int32(complaint.count))
  }
}
