internal import Postgres
public import Store

extension Office {
  /// All that is kept of an owner, to be taken along: a JSON document, as it stands at one moment. Gives how many bytes
  /// it is; nil where there is no such owner.
  public func exportData(of owner: UserID, caller: Caller, to sink: @escaping ExportSink) async throws -> Int64? {
    try await minding {
      let audit = AuditLog.insert("user.export", owner.uuid, of: owner, by: caller, id: freshID(), at: now)
      try await database.query(audit)
      return try await database.transaction(.export) { transaction in
        guard let account = try await transaction.query(OwnData.account(of: owner)).first else { return nil }
        var pieces = ExportPieces(self, to: sink)
        try await pieces.add("{\n\"account\": \(try account.decode(String.self))".utf8)
        for list in OwnData.lists {
          try await pieces.add(",\n\"\(list.name)\": [".utf8)
          try await write(list, of: owner, transaction, to: &pieces)
          try await pieces.add("\n]".utf8)
        }
        try await pieces.add("\n}\n".utf8)
        return try await pieces.end()
      }
    }
  }

  private func write(
    _ list: OwnData.List, of owner: UserID, _ transaction: Transaction, to pieces: inout ExportPieces
  ) async throws {
    var cursor: OwnData.Cursor? = .start
    while let behind = cursor {
      let rows = try await transaction.query(list.page(of: owner, behind: behind))
      for row in rows {
        let line = try OwnData.Line(row)
        try await pieces.add("\(cursor == .start ? "" : ",")\n\(line.json)".utf8)
        cursor = line.cursor
      }
      if rows.count < list.pageSize { cursor = nil }
    }
  }

  /// All events of an owner, some at a time, as they stand at one moment; `rounds` times the same.
  public func eachEvent(
    of owner: UserID, rounds: Int, _ take: (_ round: Int, _ events: [EventEntry]) async throws -> Void
  ) async throws {
    try await minding {
      try await database.transaction(.export) { transaction in
        for round in 0..<rounds {
          var last: EventID?
          repeat {
            let rows = try await transaction.query(EventLists.all(of: owner, behind: last, limit: OwnData.pageSize))
            let events = try rows.map { try EventLists.read($0) }
            try await take(round, events)
            last = rows.count < OwnData.pageSize ? nil : events.last?.id
          } while last != nil
        }
      }
    }
  }
}

extension TransactionOptions {
  /// Sees one moment. Years of meetings take longer than a page's questions may.
  fileprivate static let export = TransactionOptions(
    isolation: .repeatableRead, isReadOnly: true, statementLimit: .seconds(30))
}
