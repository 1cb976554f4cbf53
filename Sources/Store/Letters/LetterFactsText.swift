internal import Postgres
internal import Scheduling

extension LetterFacts {
  /// As the letter's row keeps it; a decoder reads it back.
  var json: JSONText {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("reader", reader.rawValue)
      writer.member("recipient", object: recipient.write)
      writer.member("owner", object: owner.write)
      writer.member("guest", object: guest.write)
      writer.member("username", username)
      writer.member("slug", slug)
      writer.member("booking", booking)
      writer.member("title", title)
      writer.member("place", object: place.write)
      writer.member("phone", phone)
      writer.member("notes", notes)
      writer.member("companions", companions)
      writer.member("answers", answers)
      writer.member("status", status)
      writer.member("start", start)
      writer.member("end", end)
      if let movedFrom { writer.member("movedFrom", movedFrom) }
      writer.member("reason", reason)
      if let cancelledBy { writer.member("cancelledBy", cancelledBy.rawValue) }
      writer.member("uid", uid)
      writer.member("sequence", Int64(sequence))
      writer.member("writtenAt", writtenAt)
      writer.member("nonce", nonce)
      writer.member("digest", digest)
    }
    return writer.text
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
