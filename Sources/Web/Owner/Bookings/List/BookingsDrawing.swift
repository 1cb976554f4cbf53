internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes the list's page out of what was found.
struct BookingsDrawing {
  let visit: Visit
  let query: BookingsQuery
  let page: BookingSheet
  let links: [LinkOfBookings]
  let colors: BookingColors

  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }

  var view: BookingsView {
    let filter = filter
    // What can't be read is not answered by something else.
    let sheet = query.isRefused ? nil : page
    return BookingsView(
      desk: visit.frame(own: colors.element, notice: visit.bookingNotice), action: DeskRoute.bookings(.all).path,
      new: DeskRoute.bookings(.new).path, search: query.search, tabs: tabs,
      kept: hidden(search: false), filter: filter, wrongs: WrongsView([filter.first, filter.last], lettering),
      odd: query.isOdd ? words.text(BookingsWord.odd) : nil, days: sheet.map { days($0.lines) } ?? [],
      empty: sheet?.lines.isEmpty == true ? empty : nil,
      before: sheet?.previous.map { TabView(text: words.text(beforeWord), address: query.at($0), isCurrent: false) },
      after: sheet?.next.map { TabView(text: words.text(afterWord), address: query.at($0), isCurrent: false) },
      export: sheet?.lines.isEmpty != false ? nil : DeskRoute.bookings(.export).path + query.text.text)
  }

  /// Which way time goes on the page.
  private var beforeWord: BookingsWord { query.list.isBackward ? .later : .earlier }
  private var afterWord: BookingsWord { query.list.isBackward ? .earlier : .later }

  // MARK: Which

  private var tabs: [CountedTabView] {
    BookingList.allCases.map { list in
      let count: Int? =
        switch list {
        case .upcoming: page.counts.upcoming
        case .pending: page.counts.pending
        case .past, .cancelled: nil
        }
      return CountedTabView(
        text: words.text(list.word), address: query.at(list), isCurrent: list == query.list,
        count: count.flatMap { $0 == 0 ? nil : "\($0)" })
    }
  }

  private var filter: BookingsFilterView {
    BookingsFilterView(
      isOpen: query.isFiltered, now: narrowedTo, kept: hidden(search: true),
      links: links.map { LinkOptionView(value: $0.id.description, label: name($0), isChosen: $0.id == query.link) },
      first: query.from.field("from", words.text(BookingsWord.filterFrom), isRequired: false, visit),
      last: query.to.field("to", words.text(BookingsWord.filterTo), isRequired: false, visit), whole: query.whole)
  }

  private func name(_ link: LinkOfBookings) -> String {
    link.isDeleted ? words.text(BookingsWord.deletedLink, ["title": link.title]) : link.title
  }

  private var narrowedTo: String? {
    let link = links.first { $0.id == query.link }.map(name)
    let days = [query.first, query.last].map { $0.map(lettering.tongue.dayAndYear) ?? "…" }
    let range = query.first == nil && query.last == nil ? nil : days.joined(separator: " – ")
    let all = [link, range].compactMap(\.self)
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }

  /// What else the address says goes along, but for what the form itself asks.
  private func hidden(search: Bool) -> [HiddenView] {
    var fields = [("when", query.list == .upcoming ? nil : query.list.rawValue)]
    fields +=
      search
      ? [("q", query.search.isEmpty ? nil : query.search)]
      : [
        ("link", query.link?.description), ("from", query.from.text), ("to", query.to.text),
      ]
    return fields.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : HiddenView(name: name, value: $0) }
    }
  }

  // MARK: Days

  /// How many come to a meeting whose bookings stand on another page: of all who come, those that this page lacks. A
  /// search lacks others too, who are none of its business.
  private func elsewhere(_ line: BookingLine) -> Int {
    let isSplit = line.seats > 1 && line.status.counts && (page.previous != nil || page.next != nil)
    guard isSplit, query.search.isEmpty, query.list == .upcoming || query.list == .past else { return 0 }
    return line.party
      - page.lines.filter { $0.event == line.event && $0.status.counts }
      .reduce(0) { $0 + 1 + $1.guest.companions.count }
  }

  private func days(_ lines: [BookingLine]) -> [BookingDayView] {
    var days: [(date: LocalDate, meetings: [[BookingLine]])] = []
    for line in lines {
      let date = visit.zone.local(line.time.start).date
      if days.last?.date != date { days.append((date, [])) }
      let day = days.count - 1
      if let meeting = days[day].meetings.lastIndex(where: { BookingLineDrawing.joins(line, to: $0[0]) }) {
        days[day].meetings[meeting].append(line)
      } else {
        days[day].meetings.append([line])
      }
    }
    return days.enumerated().map { number, day in
      BookingDayView(
        id: "day-\(number + 1)", name: lettering.tongue.opening(visit.nearDay(day.date)),
        lines: day.meetings.map { BookingLineDrawing($0, elsewhere: elsewhere($0[0]), visit, colors).view })
    }
  }

  // MARK: Nothing

  private var empty: EmptyView {
    if query.cursor != nil || query.isNarrowed { return nothingFound }
    switch query.list {
    case .upcoming:
      return EmptyView(
        heading: words.text(BookingsWord.noneUpcoming), text: words.text(BookingsWord.noneUpcomingText),
        action: TabView(
          text: words.text(BookingsWord.toLinks), address: DeskRoute.links(.all).path, isCurrent: false))
    case .pending:
      return EmptyView(
        heading: words.text(BookingsWord.nonePending), text: words.text(BookingsWord.nonePendingText))
    case .past:
      return EmptyView(heading: words.text(BookingsWord.nonePast), text: words.text(BookingsWord.nonePastText))
    case .cancelled:
      return EmptyView(
        heading: words.text(BookingsWord.noneCancelled), text: words.text(BookingsWord.noneCancelledText))
    }
  }

  private var nothingFound: EmptyView {
    EmptyView(
      heading: words.text(BookingsWord.noneFound), text: words.text(BookingsWord.noneFoundText),
      action: TabView(text: words.text(BookingsWord.showAll), address: query.whole, isCurrent: false))
  }
}

extension BookingList {
  fileprivate var word: BookingsWord {
    switch self {
    case .upcoming: .upcoming
    case .pending: .pending
    case .past: .past
    case .cancelled: .cancelled
    }
  }
}
