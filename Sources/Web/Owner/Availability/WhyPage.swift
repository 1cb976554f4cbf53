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
      asked.date, at: asked.time, link: link, lasting: asked.duration, of: visit.owner.id)
    guard let explanation else { return visit.failure(.notFound) }
    let view = WhyDrawing(day: explanation, asked: asked, visit: visit).view
    return try visit.page(visit.desk.templates.why, view)
  }

  /// Whoever has no link has no times that could be free.
  private func nothing(_ visit: Visit) throws -> Response {
    try visit.page(visit.desk.templates.whyNoLink, NoLinkView(desk: visit.frame(), new: DeskRoute.links(.new).path))
  }
}

/// What an address asks about, made into the nearest thing that can be answered.
struct WhyQuestion {
  let link: String?
  let date: LocalDate
  let time: LocalTime?
  let duration: Minutes?

  /// As they were typed.
  let dateText: String
  let timeText: String

  /// What could not be read.
  let oddities: [WhyWord]

  init(_ visit: Visit) {
    let query = visit.query
    let today = visit.zone.local(visit.now).date
    let (typedDate, typedTime) = (query["date"] ?? "", query["time"] ?? "")
    let (date, time) = (LocalDate(typedDate), LocalTime(typed: typedTime))
    link = query["link"].flatMap { $0.isEmpty ? nil : $0 }
    self.date = date ?? today
    self.time = time == .endOfDay ? nil : time
    duration = query["duration"].flatMap { Int($0) }.map { Minutes($0) }
    dateText = "\(self.date)"
    timeText = self.time.map(visit.typed) ?? typedTime.prefix(40).description
    var oddities: [WhyWord] = []
    if date == nil, !typedDate.isEmpty { oddities.append(.notADate) }
    if self.time == nil, !typedTime.isEmpty { oddities.append(.notATime) }
    self.oddities = oddities
  }
}

struct NoLinkView: View {
  let desk: DeskView
  let new: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = ["page": .view(\.page), "desk": .view(\.desk), "new": .text(\.new)]
}
