internal import Almanac
internal import CivilTime
internal import HTTP
internal import Scheduling
internal import Store

/// What a guest asks of a month's page, as its address says it: `?month=2026-12&date=2026-12-03&tz=Europe/Paris`. All of
/// it may be missing, and all of it may be nonsense.
struct Choice: Hashable, Sendable {
  var month: Month?
  var date: LocalDate?
  /// By its name; nil is the owner's.
  var zone: String?
  /// In minutes; nil is the link's usual length.
  var duration: Int?
  var clock: ClockHabit
  /// Whether addresses must say the clock, since it is not what this reader would get anyway.
  var saysClock: Bool

  /// What could not be read, for the page to say so.
  var oddities: Set<Oddity> = []
  /// A time that was asked for and has gone meanwhile.
  var gone: Instant?

  enum Oddity: Hashable {
    case month, date, zone, duration, start
  }

  /// Nothing chosen but how hours are counted.
  init(clock: ClockHabit) {
    self.clock = clock
    saysClock = false
  }

  init(_ query: Form, _ reader: Reader) {
    clock = query["clock"].flatMap { ClockHabit(text: $0) } ?? reader.clock
    saysClock = clock != reader.clock
    month = reading(query["month"], .month) { Month($0) }
    date = reading(query["date"], .date) { LocalDate($0) }
    duration = reading(query["duration"], .duration) { Int($0) }
    zone = reading(query["tz"], .zone) { try? Zone.named($0).name }
    if zone == nil, let name = reader.rememberedZone { zone = (try? Zone.named(name))?.name }
    if let text = query["gone"] { gone = reading(text, .start) { Instant($0) } }
  }

  /// An empty field asks for nothing.
  private mutating func reading<Value>(_ text: String?, _ oddity: Oddity, _ read: (String) -> Value?) -> Value? {
    guard let text, !text.isEmpty else { return nil }
    let value = read(text)
    if value == nil { oddities.insert(oddity) }
    return value
  }

  /// The same page for everyone who asks the same: nothing in it that is for this one request alone.
  var isPlain: Bool { oddities.isEmpty && gone == nil }

  /// Without a length that the link does not offer.
  func offered(by link: Link) -> Choice {
    var choice = self
    if !link.durations.contains(where: { $0.count == duration }) { choice.duration = nil }
    return choice
  }

  /// A time's own part of the query: which zone, length and clock the page behind it is to be in.
  func query(month: Month? = nil, date: LocalDate? = nil, start: Instant? = nil) -> QueryText {
    var query = QueryText()
    query.add("month", month?.description)
    query.add("date", date?.description)
    query.add("start", start?.description)
    query.add("tz", zone)
    query.add("duration", duration.map { "\($0)" })
    query.add("clock", saysClock ? clock.text : nil)
    return query
  }
}
