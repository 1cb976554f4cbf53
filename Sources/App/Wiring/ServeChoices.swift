internal import Operations
internal import Postgres
internal import Reactor
internal import Server
internal import Store

/// What the command line says of a server.
struct ServeChoices {
  var host = "127.0.0.1"
  var port: UInt16 = 8080
  var workers: Int?
  var tls: TLSFiles?
  /// Puts something before the site; for measuring.
  var door: (FrontDoor, Database, Office) -> any Handler = { door, _, _ in door }
  /// Facts and pages are kept in memory; without it every page is made of what the database says at that moment.
  var keepsPages = true
  /// Letters are sent and the like; without it nothing happens but what is asked for.
  var doesJobs = true

  init(_ arguments: inout Arguments) throws {
    if let host = try arguments.option("--host") { self.host = host }
    if let port = try arguments.number("--port", in: 0...65_535) { self.port = UInt16(port) }
    workers = try arguments.number("--workers", in: 1...1024)
    switch (try arguments.option("--tls-cert"), try arguments.option("--tls-key")) {
    case (nil, nil): tls = nil
    case (let certificate?, let key?): tls = TLSFiles(certificate: certificate, key: key)
    default: throw Usage("--tls-cert and --tls-key go together")
    }
  }

  func books(_ database: Database, _ clock: any Clock) -> Books {
    keepsPages ? Books(database, clock: clock) : Books(database, clock: clock, freshness: .zero, room: 0)
  }
}
