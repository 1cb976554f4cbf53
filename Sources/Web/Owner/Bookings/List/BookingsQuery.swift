internal import CivilTime
internal import HTTP
internal import Operations
internal import Store

/// Which bookings the list's address asks for: `?when=past&q=ada&link=…&from=2026-12-01&to=2026-12-31&cursor=…`. All of it
/// may be missing, and all of it may be nonsense.
struct BookingsQuery {
  var list: BookingList
  var search: String
  var link: LinkID?
  var first: LocalDate?
  var last: LocalDate?
  var cursor: BookingCursor?

  /// Whether something of it could not be read: then the nearest good page is shown, which says so.
  var isOdd = false

  init(_ query: Form) {
    list = query["when"].flatMap(BookingList.init(rawValue:)) ?? .upcoming
    isOdd = query["when"].map { BookingList(rawValue: $0) == nil } ?? false
    search = String((query["q"] ?? "").prefix(BookingQuestion.longestSearch))
    link = read(query["link"]) { LinkID($0) }
    first = read(query["from"]) { LocalDate($0) }
    last = read(query["to"]) { LocalDate($0) }
    if let first, let last, first > last { (self.first, self.last) = (last, first) }
    cursor = read(query["cursor"]) { BookingCursor($0) }
  }

  /// An empty field asks for nothing.
  private mutating func read<Value>(_ text: String?, _ read: (String) -> Value?) -> Value? {
    guard let text, !text.isEmpty else { return nil }
    let value = read(text)
    if value == nil { isOdd = true }
    return value
  }

  var isNarrowed: Bool { !search.isEmpty || isFiltered }

  /// By more than words.
  var isFiltered: Bool { link != nil || first != nil || last != nil }

  /// Dates are the owner's.
  func filter(in zone: Zone) -> BookingFilter {
    var range: TimeRange?
    if first != nil || last != nil {
      range = TimeRange(
        from: first.map { zone.day($0).start } ?? .distantPast, to: last.map { zone.day($0).end } ?? .distantFuture)
    }
    return BookingFilter(search: search, link: link, range: range)
  }

  /// The same list without a place in it.
  var text: QueryText {
    var query = QueryText()
    query.add("when", list == .upcoming ? nil : list.rawValue)
    query.add("q", search.isEmpty ? nil : search)
    query.add("link", link?.description)
    query.add("from", first?.description)
    query.add("to", last?.description)
    return query
  }

  func at(_ list: BookingList) -> String {
    var other = self
    other.list = list
    return DeskRoute.bookings(.all).path + other.text.text
  }

  func at(_ cursor: BookingCursor) -> String {
    var query = text
    query.add("cursor", cursor.text)
    return DeskRoute.bookings(.all).path + query.text
  }

  /// The list and nothing narrowed.
  var whole: String {
    var query = QueryText()
    query.add("when", list == .upcoming ? nil : list.rawValue)
    return DeskRoute.bookings(.all).path + query.text
  }
}
