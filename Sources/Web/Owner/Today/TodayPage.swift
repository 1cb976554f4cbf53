internal import HTTP
internal import Operations
internal import Store

/// What comes next, what waits for an answer, and what failed; and the first steps, which can be put away.
struct TodayPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    if visit.isPost {
      try await visit.office.putStepsAway(of: visit.owner.id)
      return visit.redirect(to: .today)
    }
    guard let today = try await visit.office.today(of: visit.owner.id) else { return visit.failure(.notFound) }
    let drawing = TodayDrawing(today: today, visit: visit)
    return try visit.page(visit.desk.templates.today, drawing.view, policy: drawing.own.policy)
  }
}
