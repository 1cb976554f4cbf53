import FoundationEssentials
import TestSupport

/// A letter as Python's `email` and `icalendar` packages read it.
struct ReadLetter: Codable, Sendable {
  let id: String
  let to: String
  let replyTo: String?
  let subject: String
  /// Of each part that is no container.
  let types: [String]
  let text: String
  let html: String
  let event: Event?

  struct Event: Codable, Sendable {
    let method: String
    /// As the part's type says it, which has to be the same.
    let typeMethod: String
    let uid: String
    let sequence: Int
    let status: String
    let start: String
  }

  /// Has all of them read by one process.
  static func read(_ letters: [[UInt8]]) async throws -> [ReadLetter] {
    let process = try ChildProcess("/usr/bin/python3", ["-c", script])
    let lines = letters.map { Data($0).base64EncodedString() + "\n" }.joined()
    try await waiting {
      process.write(lines)
      process.closeInput()
    }
    let (ending, output, errors) = try await process.finish()
    guard ending == .exited(0) else { throw Unexpected(errors) }
    return try output.split(separator: "\n").map { try JSONDecoder().decode(ReadLetter.self, from: Data($0.utf8)) }
  }

  private static let script = """
    import base64, datetime, email, email.policy, icalendar, json, sys

    def read(event_part):
        calendar = icalendar.Calendar.from_ical(event_part.get_payload(decode=True))
        event = calendar.walk("VEVENT")[0]
        return dict(
            method=str(calendar["METHOD"]), typeMethod=event_part["Content-Type"].params["method"], uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]), status=str(event["STATUS"]),
            start=event["DTSTART"].dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))

    # All is read before anything is answered, or both sides could wait for each other's pipe.
    for line in sys.stdin.readlines():
        message = email.message_from_bytes(base64.b64decode(line), policy=email.policy.SMTPUTF8)
        leaves = [part for part in message.walk() if not part.is_multipart()]
        parts = {part.get_content_type(): part for part in leaves}
        def content(name):
            return parts[name].get_payload(decode=True).decode()
        print(json.dumps(dict(
            id=message["Message-ID"], to=message["To"].addresses[0].addr_spec,
            replyTo=message["Reply-To"] and message["Reply-To"].addresses[0].addr_spec, subject=str(message["Subject"]),
            types=[part.get_content_type() for part in leaves], text=content("text/plain"), html=content("text/html"),
            event=read(parts["text/calendar"]) if "text/calendar" in parts else None)))
    """
}
