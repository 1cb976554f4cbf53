internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// What was done to a link, said on the page that comes after it. The address says which; the words are asked of the
/// link itself, so that no address can put words into our mouth.
struct LinkNotice {
  let done: Done
  let link: LinkID

  enum Done: String, CaseIterable {
    case made, saved, readdressed, copied, on, off, deleted, restored, moved, full
  }

  var isSwitch: Bool { done == .on || done == .off }

  /// Nil where nothing is to be said.
  init?(_ visit: Visit, link: LinkID? = nil) {
    guard let done = visit.query["done"].flatMap(Done.init),
      let link = link ?? visit.query["link"].flatMap({ LinkID($0) })
    else { return nil }
    (self.done, self.link) = (done, link)
  }

  /// Nil where the link isn't, or isn't any more, what the address says.
  func view(_ visit: Visit) async throws -> NoticeView? {
    if done == .full { return NoticeView(text: visit.words.text(LinksWord.doneFull, ["count": "\(Office.mostLinks)"])) }
    guard done != .deleted else { return try await deleted(visit) }
    guard let link = try await visit.office.link(self.link, of: visit.owner.id)?.link else { return nil }
    let place = LinkPlace(link: link, owner: visit.owner, baseAddress: visit.desk.baseAddress)
    let values = ["title": link.title, "address": place.text]
    switch done {
    case .made: return saved(link, .doneMade, values, visit)
    case .saved: return saved(link, .doneSaved, values, visit)
    case .readdressed: return saved(link, .doneReaddressed, values, visit)
    case .copied: return NoticeView(text: visit.words.text(LinksWord.doneCopied, values))
    case .restored: return NoticeView(text: visit.words.text(LinksWord.doneRestored, values))
    case .moved: return NoticeView(text: visit.words.text(LinksWord.doneMoved, values))
    case .on, .off:
      guard link.isActive == (done == .on) else { return nil }
      let undo = UndoView(
        action: DeskRoute.links(.one(link.id, .state)).path,
        fields: [HiddenView(name: LinkState.field, value: done == .on ? "0" : "1")])
      return NoticeView(text: visit.words.text(done == .on ? LinksWord.doneOn : .doneOff, values), undo: undo)
    case .deleted, .full: return nil
    }
  }

  private func saved(_ link: Link, _ word: LinksWord, _ values: [String: String], _ visit: Visit) -> NoticeView {
    let what = visit.words.text(word, values)
    return NoticeView(
      text: link.place.lacksAddress ? "\(what) \(visit.words.text(LinksWord.doneNoAddress))" : what)
  }

  private func deleted(_ visit: Visit) async throws -> NoticeView? {
    guard let deleted = try await visit.office.deletedLink(link, of: visit.owner.id), deleted.canReturn else {
      return nil
    }
    let word: LinksWord =
      switch deleted.ahead {
      case 0: .doneDeleted
      case 1: .doneDeletedOne
      default: .doneDeletedMore
      }
    return NoticeView(
      text: visit.words.text(word, ["title": deleted.link.title, "count": "\(deleted.ahead)"]),
      undo: UndoView(action: DeskRoute.links(.one(link, .restoration)).path))
  }
}

extension Visit {
  /// To the list of links, which says what was done.
  func links(_ done: LinkNotice.Done, _ link: LinkID) -> Response {
    redirect(to: .links(.all), ("done", done.rawValue), ("link", link.description))
  }

  /// To the link itself.
  func link(_ link: LinkID, _ done: LinkNotice.Done) -> Response {
    redirect(to: .links(.one(link)), ("done", done.rawValue))
  }
}
