/// What the slow model answers, and how the program should say it.
struct PlainAnswer: Equatable {
  struct Slot: Equatable {
    var start: PlainInstant
    var seatsLeft: Int
  }

  struct Day: Equatable {
    var day: PlainDay
    var slots: [Slot]
  }

  struct Taken: Equatable {
    var start: PlainInstant
    var rule: Int
  }

  var zone: String
  var days: [Day] = []
  var taken: [Taken] = []

  init(zone: String) {
    self.zone = zone
  }

  /// Slots come in order of time; where a clock is set back over midnight, a date may come back.
  mutating func add(_ slot: Slot, on day: PlainDay) {
    if let known = days.firstIndex(where: { $0.day == day }) {
      days[known].slots.append(slot)
    } else {
      days.append(Day(day: day, slots: [slot]))
      days.sort { $0.day < $1.day }
    }
  }

  /// The program's answer.
  var shown: String {
    var text = "{\"timezone\": \"" + zone + "\", \"days\": ["
    var separator = "\n"
    for day in days {
      text += separator + "  {\"date\": \"" + PlainText.day(day.day) + "\", \"slots\": ["
      text += day.slots.map(Self.text).joined(separator: ", ") + "]}"
      separator = ",\n"
    }
    return text + (days.isEmpty ? "]}\n" : "\n]}\n")
  }

  /// The program's explained answer, but for what each taken candidate met: the answer with more at its end.
  func explained(_ shown: String) -> String {
    var text = shown
    text.removeLast("}\n".count)
    text += ", \"taken\": ["
    var separator = "\n"
    for candidate in taken {
      text += separator + "  {\"start\": \"" + PlainText.instant(candidate.start) + "\", \"rule\": "
      text += candidate.rule.description + "}"
      separator = ",\n"
    }
    return text + (taken.isEmpty ? "]}\n" : "\n]}\n")
  }

  private static func text(_ slot: Slot) -> String {
    "{\"start\": \"" + PlainText.instant(slot.start) + "\", \"seats_left\": " + slot.seatsLeft.description + "}"
  }
}
