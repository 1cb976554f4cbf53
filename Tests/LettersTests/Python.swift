import Crypto
import FoundationEssentials
import Mail
import TestSupport

/// An invitation as Python's `email` and `icalendar` packages read it.
struct ReadEvent: Codable {
  let method: String
  let typeMethod: String
  let uid: String
  let sequence: Int
  let status: String
  let start: String
  let end: String
  let zone: String?
  let zones: [String]
  let stamp: String
  let summary: String
  let location: String?
  let description: String?
  let comment: String?
  let organizer: String
  let attendees: [String]
  let attachmentIsSame: Bool
}

/// Has a batch of letters read by one process.
func readByPython(_ letters: [Message]) async throws -> [ReadEvent] {
  let process = try ChildProcess("/usr/bin/python3", ["-c", script])
  let lines = letters.map { Base64.padded.encode($0.bytes) + "\n" }.joined()
  try await waiting {
    process.write(lines)
    process.closeInput()
  }
  let (ending, output, errors) = try await process.finish()
  guard ending == .exited(0) else { throw Unexpected(errors) }
  return try output.split(separator: "\n").map { try JSONDecoder().decode(ReadEvent.self, from: Data($0.utf8)) }
}

private let script = """
  import base64, datetime, email, email.policy, icalendar, json, sys

  def person(value):
      return " ".join([str(value), value.params.get("CN", "-"), *filter(None, [value.params.get("PARTSTAT")])])

  def utc(value):
      return value.dt.astimezone(datetime.timezone.utc).isoformat()

  def text(event, name):
      return str(event[name]) if name in event else None

  # All is read before anything is answered, or both sides could wait for each other's pipe.
  for line in sys.stdin.readlines():
      message = email.message_from_bytes(base64.b64decode(line), policy=email.policy.SMTPUTF8)
      parts = {part.get_content_type(): part for part in message.walk()}
      content = parts["text/calendar"].get_payload(decode=True)
      calendar = icalendar.Calendar.from_ical(content)
      event = calendar.walk("VEVENT")[0]
      attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
      print(json.dumps(dict(
          method=str(calendar["METHOD"]), typeMethod=parts["text/calendar"]["Content-Type"].params["method"],
          uid=str(event["UID"]), sequence=int(event["SEQUENCE"]), status=str(event["STATUS"]),
          start=utc(event["DTSTART"]), end=utc(event["DTEND"]), zone=event["DTSTART"].params.get("TZID"),
          zones=[str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")], stamp=utc(event["DTSTAMP"]),
          summary=str(event["SUMMARY"]), location=text(event, "LOCATION"), description=text(event, "DESCRIPTION"),
          comment=text(event, "COMMENT"), organizer=person(event["ORGANIZER"]),
          attendees=[person(attendee) for attendee in attendees],
          attachmentIsSame=parts["application/ics"].get_payload(decode=True) == content)))
  """
