extension Transaction {
  /// Copies rows into a table, thousands of times faster than one INSERT each, and returns how many it were. An error
  /// thrown by `body` takes all of them back.
  ///
  ///     try await transaction.copy(into: "events", columns: ["id", "title"]) { rows in
  ///       for event in events { try await rows.write(event.id, event.title) }
  ///     }
  @discardableResult
  public func copy(
    into table: StaticString, columns: [StaticString], _ body: (CopyWriter) async throws -> Void
  ) async throws -> Int {
    let names = columns.map { quoted($0.description) }.joined(separator: ", ")
    let statement = Query.raw("COPY \(quoted(table.description)) (\(names)) FROM STDIN (FORMAT binary)")
    return try await copying { passage, wire in
      try await passage.begin(statement, .copyIn)
      let writer = CopyWriter(passage, wire)
      do {
        try await body(writer)
      } catch {
        _ = try? await writer.end(reason: "given up by the client")
        throw error
      }
      return try await writer.end()
    }
  }

  /// Runs a `COPY … TO STDOUT` and lets `body` read what it sends, in the form the statement asks for.
  @discardableResult
  public func copy<Outcome>(
    _ statement: Query, _ body: (CopyReader) async throws -> Outcome
  ) async throws -> Outcome {
    try await copying { passage, wire in
      try await passage.begin(statement, .copyOut)
      let reader = CopyReader(passage, wire)
      do {
        let outcome = try await body(reader)
        try await reader.end()
        return outcome
      } catch {
        // What is still to come nobody will read.
        if !reader.isAtEnd { passage.broken() }
        throw error
      }
    }
  }
}
