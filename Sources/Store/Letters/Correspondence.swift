internal import Postgres
internal import Scheduling

extension LetterFacts {
  /// As the rows of letters about one booking keep them; a decoder reads each back. What they have in common is written
  /// once.
  static func texts(of letters: [LetterFacts]) -> [JSONText] {
    if letters.isEmpty { return [] }
    var common = JSONWriter()
    letters[0].writeCommon(to: &common)
    return letters.indices.map { index in
      var writer = JSONWriter()
      writer.object { writer in
        writer.members(common)
        letters[index].writeOwn(to: &writer)
      }
      return writer.text
    }
  }

  private func writeCommon(to writer: inout JSONWriter) {
    writer.member("owner", object: owner.write)
    writer.member("guest", object: guest.write)
    writer.member("username", username)
    writer.member("slug", slug)
    if let isDeadEnd { writer.member("isDeadEnd", isDeadEnd) }
    writer.member("booking", booking)
    writer.member("title", title)
    writer.member("place", object: place.write)
    writer.member("phone", phone)
    writer.member("notes", notes)
    writer.member("companions", companions)
    writer.member("answers", answers)
    writer.member("status", status)
    if let share { writer.member("share", share.rawValue) }
    writer.member("start", start)
    writer.member("end", end)
    if let movedFrom { writer.member("movedFrom", movedFrom) }
    writer.member("reason", reason)
    if let cancelledBy { writer.member("cancelledBy", cancelledBy.rawValue) }
    writer.member("uid", uid)
    writer.member("sequence", Int64(sequence))
    writer.member("writtenAt", writtenAt)
  }

  private func writeOwn(to writer: inout JSONWriter) {
    writer.member("reader", reader.rawValue)
    writer.member("recipient", object: recipient.write)
    writer.member("nonce", nonce)
    writer.member("digest", digest)
  }
}

extension LetterFacts.Person {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("name", name)
    writer.member("email", email)
    writer.member("zone", zone)
    writer.member("locale", locale)
  }
}

extension MeetingPlace {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("kind", kind.rawValue)
    writer.member("details", details)
  }
}

extension JSONWriter {
  mutating func member(_ name: StaticString, _ answers: [GivenAnswer]) {
    self.name(name)
    self.answers(answers)
  }

  mutating func answers(_ answers: [GivenAnswer]) {
    array(answers) { writer, answer in
      writer.object { writer in
        writer.member("id", answer.id)
        writer.member("label", answer.label)
        writer.member("kind", answer.kind.rawValue)
        writer.member("values", answer.values)
      }
    }
  }
}
