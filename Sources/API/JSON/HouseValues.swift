internal import CivilTime
internal import Scheduling
internal import Store

// The house's own values as resources write them: instants by RFC 3339 in UTC, dates and times by ISO 8601.

extension Instant: JSONValue {
  var json: JSON { .text(description) }
}

extension LocalDate: JSONValue {
  var json: JSON { .text(description) }
}

extension LocalTime: JSONValue {
  var json: JSON { .text(description) }
}

extension Zone: JSONValue {
  var json: JSON { .text(name) }
}

extension Minutes: JSONValue {
  var json: JSON { .whole(Int64(count)) }
}

extension ID: JSONValue {
  var json: JSON { .text(description) }
}

extension EmailAddress: JSONValue {
  var json: JSON { .text(text) }
}
