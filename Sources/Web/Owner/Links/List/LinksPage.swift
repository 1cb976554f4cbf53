internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// All of an owner's links, with what was just done to one of them.
struct LinksPage: DeskPage {
  private static let rowsAPage = 50

  func answer(_ visit: Visit) async throws -> Response {
    let search = String((visit.query["q"] ?? "").prefix(100))
    let found = try await visit.office.links(of: visit.owner.id, matching: search)
    let told = LinkNotice(visit)
    var notice = try await told?.view(visit)
    notice?.hasFocus = true
    guard !found.isEmpty || !search.isEmpty else { return try await invite(visit, notice) }
    let pages = LinksPage.pages(of: found.count)
    let number = min(max(visit.query["page"].flatMap { Int($0) } ?? 1, 1), pages)
    let shown = Array(found.dropFirst((number - 1) * LinksPage.rowsAPage).prefix(LinksPage.rowsAPage))
    // Whoever pressed a switch goes on there; other presses are answered where it is said what they did.
    let switched = told.flatMap { $0.isSwitch ? $0.link : nil }
    if shown.contains(where: { $0.link.id == switched }) { notice?.hasFocus = false }
    let own = OwnColor(ofEntries: shown.map(\.link.color), in: ".links > li")
    let view = view(
      visit, visit.frame(own: own, script: visit.desk.loaded.links, notice: notice), search: search,
      rows: shown.map { row($0, isSwitched: $0.link.id == switched, visit) }, isNothingFound: found.isEmpty,
      earlier: number > 1 ? address(search, number - 1) : nil,
      later: number < pages ? address(search, number + 1) : nil)
    return try visit.page(visit.desk.templates.links.list, view, policy: own.policy)
  }

  private static func pages(of count: Int) -> Int { max((count + rowsAPage - 1) / rowsAPage, 1) }

  private func address(_ search: String, _ page: Int) -> String {
    var query = QueryText()
    query.add("q", search.isEmpty ? nil : search)
    query.add("page", "\(page)")
    return DeskRoute.links(.all).path + query.text
  }

  private func view(
    _ visit: Visit, _ frame: DeskView, search: String = "", rows: [LinkRowView] = [], empty: EmptyLinksView? = nil,
    isNothingFound: Bool = false, earlier: String? = nil, later: String? = nil
  ) -> LinksView {
    let path = Route.owner(visit.owner.username).address
    return LinksView(
      desk: frame, address: DeskRoute.links(.all).path, search: search, newAddress: DeskRoute.links(.new).path,
      rows: rows, empty: empty, isNothingFound: isNothingFound,
      ownPage: OwnPageView(path: path, text: LinkPlace.host(of: visit.desk.baseAddress) + path), earlier: earlier,
      later: later)
  }

  private func row(_ listed: ListedLink, isSwitched: Bool, _ visit: Visit) -> LinkRowView {
    let link = listed.link
    let place = LinkPlace(link: link, owner: visit.owner, baseAddress: visit.desk.baseAddress)
    let saying = LinkSaying(lettering: visit.lettering)
    func address(_ part: LinkRoutePart) -> String { DeskRoute.links(.one(link.id, part)).path }
    func label(_ word: LinksWord) -> String { visit.words.text(word, ["title": link.title]) }
    return LinkRowView(
      title: link.title, edit: address(.page), line: saying.line(link, in: listed.zone, asOf: visit.now),
      chip: saying.chip(link, in: listed.zone, now: visit.now),
      lacking: link.place.lacksAddress ? visit.words.text(LinksWord.noAddressChip) : nil, ahead: "\(listed.ahead)",
      total: "\(link.bookingsCount)",
      host: place.host, middle: place.middle, slug: link.slug, path: place.path, address: place.address,
      copyLabel: label(.copyAddress), moreLabel: label(.moreOf),
      switching: LinkSwitchView(
        action: address(.state), label: label(.takesBookings), isOn: link.isActive, hasFocus: isSwitched),
      copies: address(.copies), code: address(.code), deletion: address(.deletion))
  }

  /// Nothing there yet: what a link is, over the hours it would offer.
  private func invite(_ visit: Visit, _ notice: NoticeView?) async throws -> Response {
    var form = LinkForm()
    form.title = visit.words.text(LinksWord.previewTitle)
    let preview = try await visit.office.previewLink(form, as: nil, of: visit.owner.id)
    let strip = preview.day.map { day in
      LinkStrip(visit).view(day, lasting: preview.link?.duration ?? 30, in: preview.zone, .stripTitle, .stripLabel)
    }
    let view = view(
      visit, visit.frame(notice: notice), empty: EmptyLinksView(strip: strip, hours: DeskRoute.availability(.all).path))
    return try visit.page(visit.desk.templates.links.list, view)
  }
}
