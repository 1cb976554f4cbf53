/// What a statement answered: its rows, and how many it touched. Rows are read where libpq put them; nothing is copied
/// until it is asked for.
public struct Rows: RandomAccessCollection, Sendable {
  let answer: Answer

  public var startIndex: Int { 0 }
  public var endIndex: Int { answer.rowCount }

  public subscript(index: Int) -> Row {
    precondition(index >= 0 && index < endIndex, "there is no such row")
    return Row(answer: answer, index: index)
  }

  /// How many rows an INSERT, UPDATE or DELETE touched.
  public var touchedCount: Int { answer.touchedCount }
}

/// One row. Its columns are read all at once by their place, or one by one by their name.
public struct Row: Sendable {
  let answer: Answer
  let index: Int

  /// All columns, in order: `let (id, name) = try row.decode(UUID.self, String?.self)`.
  public func decode<each Column: DatabaseColumn>(
    _ types: repeat (each Column).Type
  ) throws(DatabaseError) -> (repeat each Column) {
    var reader = ColumnReader(row: self)
    let columns = (repeat try reader.next((each Column).self))
    try reader.finish()
    return columns
  }

  /// The one column: `let count = try row.decode(Int.self)`.
  public func decode<Column: DatabaseColumn>(_ type: Column.Type) throws(DatabaseError) -> Column {
    var reader = ColumnReader(row: self)
    let column = try reader.next(type)
    try reader.finish()
    return column
  }

  /// The column of that name: `let email: String = try row["email"]`.
  public subscript<Column: DatabaseColumn>(_ name: StaticString) -> Column {
    get throws(DatabaseError) {
      guard let column = answer.column(named: name) else {
        throw DatabaseError(.unreadable, "the row has no column \(name)")
      }
      return try value(at: column, as: Column.self)
    }
  }

  /// The column at that place, from 0.
  public func value<Column: DatabaseColumn>(at column: Int, as: Column.Type) throws(DatabaseError) -> Column {
    guard column >= 0 && column < answer.columnCount else {
      throw DatabaseError(.unreadable, "the row has \(answer.columnCount) columns, none at \(column)")
    }
    let type = answer.type(of: column)
    do {
      guard let cell = answer.cell(row: index, column: column) else { return try Column(cell: nil, of: type) }
      return try Column(cell: cell.bytes, of: type)
    } catch {
      throw unreadable(column, type, "\(Column.self)", error)
    }
  }

  /// The bytes of a column as they came over the wire, nil for NULL, good only inside of `body`.
  public func withBytes<Outcome>(
    at column: Int, _ body: (RawSpan?) throws(DatabaseError) -> Outcome
  ) throws(DatabaseError) -> Outcome {
    guard column >= 0 && column < answer.columnCount else {
      throw DatabaseError(.unreadable, "the row has \(answer.columnCount) columns, none at \(column)")
    }
    guard let cell = answer.cell(row: index, column: column) else { return try body(nil) }
    return try body(cell.bytes)
  }

  private func unreadable(
    _ column: Int, _ type: DatabaseType, _ wanted: String, _ error: CellError
  ) -> DatabaseError {
    let name = answer.name(of: column)
    return switch error {
    case .otherType: DatabaseError(.unreadable, "column \(name) is \(type), not \(wanted)")
    case .null: DatabaseError(.unreadable, "column \(name) is NULL, which \(wanted) is not")
    case .malformed: DatabaseError(.unreadable, "column \(name) (\(type)) holds no \(wanted)")
    }
  }
}

/// Reads a row's columns one after the other.
private struct ColumnReader {
  let row: Row
  var place = 0

  mutating func next<Column: DatabaseColumn>(_ type: Column.Type) throws(DatabaseError) -> Column {
    defer { place += 1 }
    return try row.value(at: place, as: type)
  }

  /// A column nobody reads is a mistake in the statement or in the reading.
  func finish() throws(DatabaseError) {
    guard place == row.answer.columnCount else {
      throw DatabaseError(.unreadable, "the row has \(row.answer.columnCount) columns, \(place) are read")
    }
  }
}
