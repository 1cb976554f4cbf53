internal import HTTP

/// Stands where a page is being built.
struct ComingPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response { visit.failure(.notFound) }
}
