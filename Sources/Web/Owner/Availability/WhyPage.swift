internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Why a time is not free: any date of any link, told stretch by stretch.
struct WhyPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    let asked = WhyQuestion(visit)
    let link: LinkID
    if let named = asked.link {
      guard let id = LinkID(named) else { return visit.failure(.notFound) }
      link = id
    } else {
      guard let first = try await visit.office.links(of: visit.owner.id).first else { return try nothing(visit) }
      link = first.link.id
    }
    let explanation = try await visit.office.explainDay(
      asked.date, at: asked.time.time, link: link, lasting: asked.duration, of: visit.owner.id)
    guard let explanation else { return visit.failure(.notFound) }
    let view = WhyDrawing(day: explanation, asked: asked, visit: visit).view
    return try visit.page(
      visit.desk.templates.why, view, status: asked.isRefused ? .unprocessableContent : .ok)
  }

  /// Whoever has no link has no times that could be free.
  private func nothing(_ visit: Visit) throws -> Response {
    try visit.page(visit.desk.templates.whyNoLink, NoLinkView(desk: visit.frame(), new: DeskRoute.links(.new).path))
  }
}

/// What an address asks about.
struct WhyQuestion {
  let link: String?
  let day: TypedDay
  let time: TypedTime
  let duration: Minutes?

  /// Today, where no other day was asked about.
  let date: LocalDate

  init(_ visit: Visit) {
    let query = visit.query
    let today = visit.zone.local(visit.now).date
    link = query["link"].flatMap { $0.isEmpty ? nil : $0 }
    let typed = TypedDay(query["date"])
    day = typed.text.isEmpty ? TypedDay("\(today)") : typed
    date = day.date ?? today
    time = TypedTime(query["time"])
    duration = query["duration"].flatMap { Int($0) }.map { Minutes($0) }
  }

  /// Whether it can be answered whole.
  var isRefused: Bool { day.date == nil || time.isWrong(isRequired: false) }
}

struct NoLinkView: View {
  let desk: DeskView
  let new: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = ["page": .view(\.page), "desk": .view(\.desk), "new": .text(\.new)]
}
