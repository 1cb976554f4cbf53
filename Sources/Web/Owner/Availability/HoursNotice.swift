internal import HTTP
internal import Mustache
internal import Store

/// Says at the head of the page of hours what was just done.
struct HoursNotice {
  let sheet: ScheduleSheet
  let state: AvailabilityState
  let visit: Visit

  private var words: Words { visit.words }

  /// Nil where nothing was.
  var view: NoticeView? {
    if let word = state.notice { return NoticeView(text: words.text(word)) }
    if let done = state.done {
      return view(of: done, state.removed, text: "\(sentence(done)) \(words.text(HoursWord.doneRest))")
    }
    guard !visit.isPost, let done = visit.query["done"].flatMap(HoursDone.init) else { return nil }
    return view(of: done, visit.query["dates"].flatMap { RemovedDates($0) }, text: sentence(done))
  }

  private func view(of done: HoursDone, _ removed: RemovedDates?, text: String) -> NoticeView {
    guard done == .datesRemoved, let removed else { return NoticeView(text: text) }
    let undo = UndoPressView(form: "hours", action: DeskRoute.availability(.dates).path, value: removed.text)
    return NoticeView(text: text, undoPress: undo)
  }

  private func sentence(_ done: HoursDone) -> String {
    // What went by the default one before goes by this one now.
    if done == .usual { return "\(words.text(done.word)) \(visit.users(of: sheet))" }
    guard done == .kept else { return words.text(done.word) }
    if sheet.isDefault { return words.text(HoursWord.doneKeptUsual) }
    return sheet.links.isEmpty ? words.text(done.word) : "\(words.text(done.word)) \(visit.users(of: sheet))"
  }
}

extension Visit {
  /// Which links go by a schedule: as many by name as are read at a glance.
  func users(of sheet: ScheduleSheet) -> String {
    guard !sheet.links.isEmpty else { return words.text(HoursWord.usedByNone) }
    let atAGlance = 5
    let rest = sheet.links.count - atAGlance
    let more = rest > 0 ? [words.text(HoursWord.usedByRest, ["count": "\(rest)"])] : []
    let links = lettering.list(sheet.links.prefix(atAGlance) + more)
    return words.text(sheet.links.count == 1 ? HoursWord.usedByOne : .usedByMore, ["links": links])
  }
}
