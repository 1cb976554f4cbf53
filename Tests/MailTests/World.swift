import CivilTime
import TestSupport

@testable import Mail

struct Unexpected: Error {
  let what: String

  init(_ what: some Any) {
    self.what = "\(what)"
  }
}

extension Mailbox {
  static func of(_ name: String, _ address: String) throws -> Mailbox {
    guard let mailbox = Mailbox(name: name, address: address) else { throw Unexpected(address) }
    return mailbox
  }
}

/// A letter that is in order but for what is said: Anna in Berlin writes to Ben.
func letter(
  subject: String = "Haircut", from: String = "Anna", to: [(String, String)] = [("Ben", "ben@example.com")],
  text: String = "See you.", html: String? = nil, invitation: Message.Invitation? = nil, unique: String = "letter-1"
) throws -> Message {
  guard let id = MessageID(unique: unique, host: "calento.example") else { throw Unexpected(unique) }
  return Message(
    id: id, date: Instant(seconds: 1_795_165_200), from: try .of(from, "anna@calento.example"),
    to: try to.map { try .of($0.0, $0.1) }, subject: subject, text: text, html: html.map { Array($0.utf8) },
    invitation: invitation)
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The head of a field as it is written, the line's end taken away.
func field(_ name: StaticString, _ write: (inout HeaderWriter.Field) -> Void) -> String {
  var writer = HeaderWriter()
  writer.field(name, write)
  return String(text(writer.bytes).dropLast(1))
}
