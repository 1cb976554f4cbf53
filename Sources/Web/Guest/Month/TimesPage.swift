internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// A month of a link's free days and the times of one of them. Finished pages are kept: most guests ask for what
/// somebody asked for just now, and then there is nothing to wait for.
struct TimesPage: Page {
  let address: LinkAddress
  let desk: GuestDesk

  /// All that makes one finished page different from another, but for the owner's version and the clock.
  struct Key: Hashable, Sendable {
    let address: LinkAddress
    let language: String
    let weekStart: Weekday
    let choice: Choice
  }

  func answer(_ request: Request) -> Answer {
    let reader = desk.reader(request)
    let choice = Choice(request.target.query, reader)
    let key = Key(address: address, language: reader.language, weekStart: reader.weekStart, choice: choice)
    let kept = choice.isPlain ? desk.ready[key] : nil
    if let kept, kept.expiry > desk.office.now, desk.office.checkedVersion(of: kept.owner) == kept.version {
      return .now(kept.page.answer(request.head))
    }
    return desk.later(request) {
      if let kept, kept.expiry > desk.office.now, try await desk.office.version(of: kept.owner) == kept.version {
        return kept.page.answer(request.head)
      }
      return try await show(key, request)
    }
  }

  private func show(_ key: Key, _ request: Request) async throws -> Response {
    switch try await desk.office.link(address.slug, of: address.username) {
    case .nothing: return try await desk.leadOn(request, from: address.username)
    case .missing(let owner): return try ClosedPage(desk, desk.editions[key.language]).response(nothingOf: owner)
    case .closed(let closed): return try ClosedPage(desk, desk.editions[key.language]).response(closed)
    case .open(let open):
      let sheet = MonthSheet(open, key.choice)
      let page = try finish(sheet, key)
      if key.choice.isPlain {
        let expiry = min(sheet.expiry, sheet.now.nextMinute)
        desk.ready.keep(.init(page: page, owner: open.owner.id, version: open.version, expiry: expiry), for: key)
      }
      return page.firstAnswer
    }
  }

  private func finish(_ sheet: MonthSheet, _ key: Key) throws -> FinishedPage {
    let edition = desk.editions[key.language]
    let own = OwnColor(sheet.link.color)
    let drawing = BookerDrawing(
      sheet, key.choice, weekStart: key.weekStart, addresses: BookerAddresses(address), edition)
    let view = try drawing.view(edition.frame(own: own, script: desk.booker))
    return FinishedPage(
      try desk.templates.times.render(view, in: edition.words), language: key.language, policy: own.policy)
  }
}

extension Instant {
  /// When clocks on the page read another minute.
  var nextMinute: Instant { Instant(seconds: (seconds / 60 + 1) * 60) }
}
