internal import Scheduling

/// Makes rows of from and to of what was typed.
struct HoursRows {
  let problems: HoursProblems
  let focus: String?
  let visit: Visit

  func views(_ rows: [TypedWindow], _ day: HoursDay, name: String) -> [HoursRowView] {
    rows.enumerated().map { row, typed in
      let code = FieldID.day(day)
      return HoursRowView(
        from: end(
          FieldID.from(day, row), "\(code).\(row).from", visit.words.text(HoursWord.fieldFrom, ["day": name]),
          typed.from, .from(day, row: row)),
        to: end(
          FieldID.to(day, row), "\(code).\(row).to", visit.words.text(HoursWord.fieldTo, ["day": name]), typed.to,
          .to(day, row: row)),
        remove: PressView(
          id: "\(code)-\(row)-remove", value: day == .dates ? "remove.\(row)" : "remove.\(code).\(row)",
          label: label(removing: typed, name), action: day == .dates ? DeskRoute.availability(.dates).path : nil))
    }
  }

  private func label(removing typed: TypedWindow, _ name: String) -> String {
    typed.from.isEmpty && typed.to.isEmpty
      ? visit.words.text(HoursWord.removeEmpty, ["day": name])
      : visit.words.text(HoursWord.remove, ["day": name, "from": typed.from, "to": typed.to])
  }

  private func end(
    _ id: String, _ name: String, _ label: String, _ value: String, _ field: HoursField
  ) -> HoursEndView {
    HoursEndView(
      id: id, name: name, label: label, value: value, wrong: problems.sentence(field), hasFocus: focus == id)
  }
}
