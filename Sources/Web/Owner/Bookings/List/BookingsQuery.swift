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
  /// As they were typed; the earlier one first where both can be read.
  var from = TypedDay(nil)
  var to = TypedDay(nil)
  var cursor: BookingCursor?

  /// Whether something of it that nobody types could not be read: then the nearest good page is shown, which says so.
  var isOdd = false

  init(_ query: Form) {
    list = query["when"].flatMap(BookingList.init(rawValue:)) ?? .upcoming
    isOdd = query["when"].map { BookingList(rawValue: $0) == nil } ?? false
    search = String((query["q"] ?? "").prefix(BookingQuestion.longestSearch))
    link = read(query["link"]) { LinkID($0) }
    (from, to) = (TypedDay(query["from"]), TypedDay(query["to"]))
    if let first, let last, first > last { (from, to) = (to, from) }
    cursor = read(query["cursor"]) { BookingCursor($0) }
  }

  /// An empty field asks for nothing.
  private mutating func read<Value>(_ text: String?, _ read: (String) -> Value?) -> Value? {
    guard let text, !text.isEmpty else { return nil }
    let value = read(text)
    if value == nil { isOdd = true }
    return value
  }

  var first: LocalDate? { from.date }
  var last: LocalDate? { to.date }

  /// Whether a day was typed that can't be read: then nothing is shown that was not asked for.
  var isRefused: Bool { [from, to].contains { $0.wrong(isRequired: false) != nil } }

  var isNarrowed: Bool { !search.isEmpty || isFiltered }

  /// By more than words.
  var isFiltered: Bool { link != nil || !from.text.isEmpty || !to.text.isEmpty }

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
    query.add("from", from.text.isEmpty ? nil : from.text)
    query.add("to", to.text.isEmpty ? nil : to.text)
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
