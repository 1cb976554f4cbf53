internal import HTTP
internal import Operations
internal import Store

/// What comes next, what waits for an answer, and what failed.
struct TodayPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    guard let today = try await visit.office.today(of: visit.owner.id) else { return visit.failure(.notFound) }
    let drawing = TodayDrawing(today: today, visit: visit)
    return try visit.page(visit.desk.templates.today, drawing.view, policy: drawing.own.policy)
  }
}
