internal import CivilTime
internal import Crypto
internal import ICalendar
internal import Pictures
internal import Scenarios

extension RecurrenceRule {
  fileprivate static func readsItsOwn(_ rule: RecurrenceRule) -> Bool {
    (try? RecurrenceRule(rule.description)) == rule
  }
}

extension FuzzTarget {
  static let jwt: FuzzTarget = {
    guard let keys = try? JWT(secret: SecretKey([UInt8](repeating: 7, count: 32))) else {
      preconditionFailure("32 bytes are a key")
    }
    return FuzzTarget(name: "jwt") { bytes in
      let isGenuine = (try? keys.verify(Array(bytes), audience: "session", now: 0)) != nil
      precondition(!isGenuine, "nobody can have signed this")
    }
  }()

  static let calendar = FuzzTarget(name: "calendar") { bytes in
    guard let calendar = try? Calendar.read(Array(bytes)) else { return }
    let again = try? Calendar.read(calendar.text)
    precondition(again != nil, "a calendar reads what it writes")
  }

  /// A recurrence rule, expanded into two months ten years on.
  static let rule = FuzzTarget(name: "rule") { bytes in
    guard let rule = try? RecurrenceRule(String(decoding: bytes, as: UTF8.self)),
      let start = LocalDateTime("2016-02-29T02:30:00"), let zone = try? Zone.named("Europe/Berlin")
    else { return }
    let recurrence = Recurrence(.clock(start, in: zone, lasting: 3_600_000_000), rule: rule)
    let window = TimeRange(from: Instant(seconds: 1_772_323_200), to: Instant(seconds: 1_777_593_600))
    _ = try? recurrence.occurrences(in: window, allDayIn: zone)
    precondition(RecurrenceRule.readsItsOwn(rule), "a rule reads what it writes")
  }

  static let zone = FuzzTarget(name: "zone") { bytes in
    guard let zone = try? Zone(name: "Fuzz/Zone", tzif: Array(bytes)) else { return }
    for microseconds in [Int64.min / 4, -1, 0, 1_795_165_200_000_000, 1 << 60] {
      let instant = Instant(microseconds: microseconds)
      _ = zone.offset(at: instant)
      _ = zone.abbreviation(at: instant)
    }
  }

  static let scenario = FuzzTarget(name: "scenario") { bytes in
    guard let scenario = try? Scenario.read(Array(bytes)) else { return }
    precondition(!scenario.answer(explained: true).json.isEmpty, "a scenario has an answer")
  }

  /// What is taken is taken again as it is, and never grows.
  static let picture = FuzzTarget(name: "picture") { bytes in
    guard let picture = try? Picture(Array(bytes)) else { return }
    precondition((try? Picture(picture.bytes)) == picture, "a picture reads what it writes")
    precondition(picture.bytes.count <= bytes.count, "a picture only loses")
  }
}
