internal import CivilTime
internal import Scheduling

/// A week's hours as our form sends them, and which of its buttons was pressed.
struct TypedWeek {
  var week: WeekForm
  let zone: String
  let press: Press

  enum Press: Equatable {
    case save
    /// No button, but the key: it doesn't tell in which field.
    case enter
    case add(Weekday)
    case remove(Int, of: Weekday)
    case copy(Weekday, to: Set<Weekday>)
  }

  init(_ sent: SentForm) {
    var week = WeekForm()
    for weekday in Weekday.allCases {
      week[weekday] = TypedWeek.rows(weekday.code, sent)
    }
    self.week = week
    zone = sent["zone"] ?? ""
    press = Press(sent["do"] ?? "", sent)
  }

  /// One more than there may be is read, so that it is refused and not dropped without a word.
  static func rows(_ day: String, _ sent: SentForm) -> [TypedWindow] {
    var rows: [TypedWindow] = []
    for row in 0...TypedWindow.mostADay {
      let (from, to) = (sent["\(day).\(row).from"], sent["\(day).\(row).to"])
      if from == nil, to == nil { break }
      rows.append(TypedWindow(from: from ?? "", to: to ?? ""))
    }
    return rows
  }
}

extension DatesForm {
  /// As our form sends it.
  init(_ sent: SentForm) {
    self.init(first: sent["first"] ?? "", last: sent["last"] ?? "", rows: TypedWeek.rows("dates", sent))
  }
}

extension TypedWeek.Press {
  /// `add.mon`, `remove.mon.0`, `copy.mon`; whatever else is pressed saves.
  fileprivate init(_ text: String, _ sent: SentForm) {
    let words = text.split(separator: ".").map(String.init)
    if text == "enter" {
      self = .enter
      return
    }
    guard words.count > 1, let weekday = Weekday(code: words[1]) else {
      self = .save
      return
    }
    switch words[0] {
    case "add": self = .add(weekday)
    case "remove": self = .remove(words.count > 2 ? Int(words[2]) ?? -1 : -1, of: weekday)
    case "copy": self = .copy(weekday, to: Set(sent.values(text).compactMap { Weekday(code: $0) }))
    default: self = .save
    }
  }
}

extension Weekday {
  /// As fields are named by.
  var code: String { Weekday.codes[rawValue] }

  init?(code: String) {
    guard let place = Weekday.codes.firstIndex(of: code) else { return nil }
    self.init(rawValue: place)
  }

  private static let codes = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
}
