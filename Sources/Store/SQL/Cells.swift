internal import CivilTime
internal import Crypto
internal import FoundationEssentials
internal import Postgres
internal import Scheduling

/// A row's columns, taken one after the other in the order its statement names them.
struct Cells {
  private let row: Row
  private var place = 0

  init(_ row: Row) {
    self.row = row
  }

  mutating func next<Column: DatabaseColumn>(_ type: Column.Type = Column.self) throws(DatabaseError) -> Column {
    defer { place += 1 }
    return try row.value(at: place, as: type)
  }

  /// As `next`, without making the type at run time: this is how most cells are read.
  mutating func id<Table>(_: Table.Type = Table.self) throws(DatabaseError) -> ID<Table> {
    ID(try next(UUID.self))
  }

  mutating func skip(_ count: Int) {
    place += count
  }
}

// What stands in a column in another form than it has here.
extension Cells {
  mutating func minutes() throws(DatabaseError) -> Minutes {
    Minutes(try next())
  }

  mutating func zone() throws(DatabaseError) -> Zone {
    let name: String = try next()
    do {
      return try Zone.named(name)
    } catch {
      throw DatabaseError(.unreadable, "\(error)")
    }
  }

  mutating func word<Word: RawRepresentable>(_: Word.Type = Word.self) throws(DatabaseError) -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try next()) else { throw DatabaseError(.unreadable, "a word has no meaning here") }
    return word
  }

  mutating func optionalWord<Word: RawRepresentable>(_: Word.Type = Word.self) throws(DatabaseError) -> Word?
  where Word.RawValue == String {
    let text: String? = try next()
    return text.flatMap(Word.init)
  }

  /// Sunday is 0 here as there.
  mutating func weekday() throws(DatabaseError) -> Weekday {
    guard let weekday = Weekday(rawValue: try next()) else { throw DatabaseError(.unreadable, "no such weekday") }
    return weekday
  }

  /// Hours a day is counted in; nothing where that is left to the language.
  mutating func clock() throws(DatabaseError) -> Int? {
    let hours: Int16? = try next()
    return hours.map(Int.init)
  }

  mutating func email() throws(DatabaseError) -> EmailAddress {
    guard let address = EmailAddress(try next(String.self)) else {
      throw DatabaseError(.unreadable, "no e-mail address")
    }
    return address
  }

  mutating func json<Content: Decodable>(_: Content.Type = Content.self) throws(DatabaseError) -> Content {
    try JSONText.read(try next())
  }

  mutating func digest() throws(DatabaseError) -> Digest {
    guard let digest = Digest(try next([UInt8].self)) else { throw DatabaseError(.unreadable, "no digest") }
    return digest
  }

  mutating func nonce() throws(DatabaseError) -> TokenNonce {
    guard let nonce = TokenNonce(try next([UInt8].self)) else { throw DatabaseError(.unreadable, "no nonce") }
    return nonce
  }
}

extension JSONText {
  init(_ content: some Encodable) {
    // What we encode is texts and whole numbers, which nothing can go wrong with.
    self.init((try? JSONEncoder().encode(content)).map(Array.init) ?? Array("null".utf8))
  }

  static func read<Content: Decodable>(
    _ text: JSONText, as: Content.Type = Content.self
  ) throws(DatabaseError) -> Content {
    do {
      return try JSONDecoder().decode(Content.self, from: Data(text.bytes))
    } catch {
      throw DatabaseError(.unreadable, "a JSON column holds no \(Content.self)")
    }
  }
}
