internal import CivilTime
internal import HTTP
internal import Operations
internal import Postgres
internal import Server
internal import Store

/// The site, with two ways more for measuring: three awaited SELECTs a request, as pgbench runs them beside it; and any
/// page right after a write of the owner whom the field `Measured-Write` names.
struct MeasuringDoor: Handler {
  let front: FrontDoor
  let database: Database
  let office: Office

  private static let field = FieldName("Measured-Write")

  func bodyLimit(for head: RequestHead) -> Int { front.bodyLimit(for: head) }

  func answer(_ request: Request) -> Answer {
    if request.target.pathBytes.elementsEqual("/bench/selects".utf8) { return selects() }
    if let field = MeasuringDoor.field, let username = request.headers[field] {
      return write(of: username, then: request)
    }
    return front.answer(request)
  }

  private func selects() -> Answer {
    .later { [database] in
      do throws(DatabaseError) {
        var sum = 0
        for number in 1...3 {
          sum += try MeasuringDoor.first(of: try await database.query("SELECT \(number)::int8 + 1"))
        }
        return .text("\(sum)\n")
      } catch {
        return .text("\(error)\n", status: .serviceUnavailable)
      }
    }
  }

  private static func first(of rows: Rows) throws(DatabaseError) -> Int {
    for row in rows { return try row.decode(Int.self) }
    return 0
  }

  private func write(of username: String, then request: Request) -> Answer {
    .later { [self] in
      do {
        guard let page = try await office.owner(named: username) else { return .text("no owner\n", status: .notFound) }
        // A date that nobody asks about: what is measured is the page after it.
        try await office.changeDate(LocalDate(dayNumber: 0), to: nil, of: page.owner.id, caller: .house)
      } catch {
        return .text("\(error)\n", status: .serviceUnavailable)
      }
      switch front.answer(request) {
      case .now(let response, _): return response
      case .later(_, let work): return await work()
      }
    }
  }
}
