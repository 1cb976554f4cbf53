internal import Postgres
internal import Server

/// What the command line says of a server.
struct ServeChoices {
  var host = "127.0.0.1"
  var port: UInt16 = 8080
  var workers: Int?
  var tls: TLSFiles?
  /// Puts something before the site; for measuring.
  var door: (FrontDoor, Database) -> any Handler = { door, _ in door }

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
}
