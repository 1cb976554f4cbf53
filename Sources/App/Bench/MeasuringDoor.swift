internal import HTTP
internal import Postgres
internal import Server

/// One page more, for measuring: three awaited SELECTs a request, as pgbench runs them beside it.
struct MeasuringDoor: Handler {
  let front: FrontDoor
  let database: Database

  func bodyLimit(for head: RequestHead) -> Int { front.bodyLimit(for: head) }

  func answer(_ request: Request) -> Answer {
    guard request.target.pathBytes.elementsEqual("/bench/selects".utf8) else { return front.answer(request) }
    return .later { [database] in
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
}
