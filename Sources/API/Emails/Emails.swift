internal import CivilTime
internal import HTTP
internal import Operations
internal import Server
internal import Store

extension RouteTable {
  static let emails: [Line] = [
    Line(.get, "/emails", .reader, "api.emails.list", listLetters),
    Line(.get, "/emails/{id}", .reader, "api.emails.show", showLetter),
  ]

  private static func listLetters(_ call: Call) async throws -> Reply {
    let (limit, last) = try call.query { ($0.limit(), $0.cursor { LetterID($0) }) }
    let letters = try await call.office.letters(of: try call.owner.id, behind: last, limit: limit)
    let shown = letters.prefix(limit)
    return .page(shown.map(\.json), next: letters.count > limit ? shown.last?.id.description : nil)
  }

  private static func showLetter(_ call: Call) async throws -> Reply {
    guard let letter = try await call.office.letter(try call.id(), of: try call.owner.id) else {
      throw Problem(.notFound)
    }
    return Reply(letter.json)
  }
}

extension LetterEntry: JSONValue {
  var json: JSON {
    JSON([
      "id": id, "booking_id": booking, "event_id": event, "recipient_email": recipient, "subject": subject,
      "template_name": template, "locale": locale, "status": status.rawValue, "error_message": error,
      "attempts": attempts, "created_at": createdAt, "sent_at": sentAt,
    ])
  }
}
