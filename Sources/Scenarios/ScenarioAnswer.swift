internal import CivilTime
internal import Scheduling

/// The slots of a scenario by the guest's dates and, if asked for, every candidate that was taken away.
public struct ScenarioAnswer: Sendable {
  let zone: Zone
  let days: [SlotDay]
  /// Nil where no explanation was asked for.
  let taken: [TakenCandidate]?
}

extension Scenario {
  public func answer(explained: Bool) -> ScenarioAnswer {
    guard explained else {
      return ScenarioAnswer(zone: guest, days: finder.days(dates, in: guest), taken: nil)
    }
    let explanation = finder.explain(dates, in: guest)
    return ScenarioAnswer(zone: guest, days: explanation.days, taken: explanation.taken)
  }
}

extension ScenarioAnswer {
  /// The answer as JSON, a day a line, so that two answers compare well.
  public var json: [UInt8] {
    var text: [UInt8] = []
    text += "{\"timezone\": \"\(zone.name)\", \"days\": [".utf8
    for (index, day) in days.enumerated() {
      text += (index == 0 ? "\n" : ",\n").utf8
      text += "  {\"date\": \"\(day.date)\", \"slots\": [".utf8
      for (index, slot) in day.slots.enumerated() {
        if index > 0 { text += ", ".utf8 }
        text += "{\"start\": \"".utf8
        slot.start.write(to: &text)
        text += "\", \"seats_left\": \(slot.seatsLeft)}".utf8
      }
      text += "]}".utf8
    }
    text += (days.isEmpty ? "]" : "\n]").utf8
    appendTaken(to: &text)
    text += "}\n".utf8
    return text
  }

  private func appendTaken(to text: inout [UInt8]) {
    guard let taken else { return }
    text += ", \"taken\": [".utf8
    for (index, candidate) in taken.enumerated() {
      text += (index == 0 ? "\n" : ",\n").utf8
      text += "  {\"start\": \"".utf8
      candidate.start.write(to: &text)
      text += "\", \"rule\": \(candidate.reason.rule), \"by\": \"\(candidate.reason)\"}".utf8
    }
    text += (taken.isEmpty ? "]" : "\n]").utf8
  }
}
