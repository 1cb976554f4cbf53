import Almanac
import CivilTime
import HTTP
import Testing

@testable import Web

@Suite struct ChoiceTests {
  private func reader(_ headers: [String: String] = [:]) -> Reader {
    var fields = Headers()
    for (name, value) in headers { fields.add(FieldName(name)!, value) }
    let head = RequestHead(method: .get, target: Target("/")!, headers: fields)
    return Reader(
      Request(head: head, body: [], peer: "", scheme: .http, id: RequestID(high: 0, low: 0)), speaking: ["en", "vi"])
  }

  private func choice(_ query: String, _ headers: [String: String] = [:]) -> Choice {
    Choice(Form.parse(Array(query.utf8)[...]), reader(headers))
  }

  @Test func `an address that asks for nothing asks for the usual`() {
    let choice = choice("")
    #expect(choice.month == nil && choice.date == nil && choice.zone == nil && choice.duration == nil)
    #expect(choice.isPlain && choice.clock == .twentyFour && choice.tail == "")
  }

  @Test func `what an address asks for is what is written into the next one`() {
    let choice = choice("month=2026-12&date=2026-12-03&tz=Europe%2FParis&duration=60&clock=12")
    #expect(choice.isPlain)
    let text = choice.query(month: choice.month, date: choice.date).text
    #expect(text == "?month=2026-12&date=2026-12-03&tz=Europe/Paris&duration=60&clock=12")
    #expect(self.choice(String(text.dropFirst())) == choice)
  }

  @Test(arguments: [
    ("month=2026-13", Choice.Oddity.month), ("month=12-2026", .month), ("month=99999-01", .month),
    ("date=2026-02-30", .date), ("date=tomorrow", .date), ("date=2026-12-03T09:00", .date),
    ("tz=Mars/Olympus", .zone), ("tz=../../etc/passwd", .zone), ("tz=paris", .zone), ("duration=long", .duration),
    ("duration=99999999999999999999", .duration), ("gone=now", .start), ("tz=%00", .zone), ("month=%FF%FE", .month),
  ])
  func `nonsense is noticed and taken for nothing`(query: String, oddity: Choice.Oddity) {
    let choice = choice(query)
    #expect(choice.oddities == [oddity] && !choice.isPlain)
  }

  @Test(arguments: ["month=", "date=&tz=&duration=", "other=1", "clock=7"])
  func `empty fields and those of others are passed over`(query: String) {
    #expect(choice(query).isPlain)
  }

  @Test(arguments: [
    ("en", 24, 1), ("en-US", 12, 0), ("en-GB,en-US;q=0.8", 24, 1), ("en-AU", 12, 1), ("vi-VN", 24, 1), ("de", 24, 1),
    ("de,en-us;q=0.5", 12, 0), ("en-Latn-US", 24, 1), ("en-", 24, 1),
  ])
  func `habits go with the part of the world a language is read in`(header: String, clock: Int, firstDay: Int) {
    let reader = reader(["Accept-Language": header])
    #expect(reader.clock.rawValue == clock && reader.weekStart.rawValue == firstDay)
  }

  @Test func `a clock that is not the reader's own stands in every address`() {
    #expect(choice("clock=24", ["Accept-Language": "en-US"]).tail == "&clock=24")
    #expect(choice("clock=12", ["Accept-Language": "en-US"]).tail == "")
    #expect(choice("clock=12", ["Cookie": "clock=12"]).tail == "")
  }

  @Test(arguments: [
    ("Etc/GMT+5", "Etc/GMT%2B5"), ("Europe/Paris", "Europe/Paris"), ("a b&c=d", "a%20b%26c%3Dd"), ("é", "%C3%A9"),
    ("2026-12-03T08:00:00Z", "2026-12-03T08:00:00Z"),
  ])
  func `what means something in a query is escaped`(text: String, escaped: String) {
    #expect(QueryText.escaped(text) == escaped)
  }
}
