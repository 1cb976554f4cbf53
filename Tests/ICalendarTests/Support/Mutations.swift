import TestSupport

/// A calendar with a bit of everything, and ways to spoil it.
enum Mutations {
  static let sample = bytes([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "METHOD:REQUEST", "X-WR-CALNAME:Büro",
    "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:20001029T030000", "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "BEGIN:DAYLIGHT",
    "DTSTART:20000326T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT", "END:VTIMEZONE", "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261101T120000Z", "SEQUENCE:3",
    "DTSTART;TZID=Europe/Berlin:20261123T090000", "DTEND;TZID=Europe/Berlin:20261123T100000",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z", "EXDATE;TZID=Europe/Berlin:20261125T090000",
    "RDATE;VALUE=PERIOD:20261124T090000Z/PT1H,20261126T090000Z/20261126T100000Z",
    "SUMMARY:Coffee\\, with \\\"Ben\\\"",
    "DESCRIPTION:A long text that is folded,\r\n  with more than one line\\nin it",
    "ORGANIZER;CN=\"Anna, host\":mailto:anna@example.org",
    "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;RSVP=TRUE;CN=Ben^'s:mailto:ben@example.org",
    "CATEGORIES:One\\, two,Three", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "CLASS:PRIVATE", "X-ODD;A=\"b:c\",d:e;f",
    "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Soon", "END:VALARM", "END:VEVENT",
    "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261101T120000Z",
    "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261130T090000", "DTSTART:20261130T120000Z",
    "DURATION:PT30M",
    "ORGANIZER:mailto:anna@example.org", "ATTENDEE:mailto:ben@example.org", "END:VEVENT", "END:VCALENDAR",
  ])

  private static let pieces = [
    "\r\n", "\r\n ", "\n", ":", ";", ",", "=", "\"", "\\", "\\n", "^", "^n", "^'", "BEGIN:", "END:", "VEVENT", "VALARM",
    "TZID=", "TZID=Europe/Berlin", "VALUE=DATE", "20261123", "T", "Z", "99999999999", "-", "P1D", "/", "é", "\u{0}",
    "RRULE:FREQ=SECONDLY", "FREQ=YEARLY;", "UID:", "\u{FEFF}", "  ",
  ].map { Array($0.utf8) }

  static func mutatedSample(_ random: inout SplitMix) -> [UInt8] {
    var mutated = sample
    for _ in 0...random.below(4) {
      guard !mutated.isEmpty else { break }
      let place = random.below(mutated.count)
      let end = min(mutated.count, place + 1 + random.below(30))
      switch random.below(6) {
      case 0: mutated[place] = UInt8(random.below(256))
      case 1: mutated.removeSubrange(place..<end)
      case 2: mutated.insert(contentsOf: mutated[place..<end], at: random.below(mutated.count))
      default: mutated.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
      }
    }
    return mutated
  }
}
