internal import Glibc
internal import Postgres

/// The database a command works on: the one `DATABASE_URL` names, or the private cluster, which is started if nobody
/// has, and left again by `leave`.
struct Ground {
  let address: DatabaseAddress
  /// As libpq and `psql` read it.
  let text: String
  private let cluster: PrivateCluster?

  init(_ settings: Settings) throws {
    do {
      if let url = settings.databaseURL {
        (text, cluster) = (url, nil)
      } else {
        let cluster = try PrivateCluster(in: Ground.privateFolder)
        (text, self.cluster) = (cluster.address, cluster)
      }
      address = try DatabaseAddress(text)
    } catch let error as DatabaseError {
      throw Failure("DATABASE_URL can't be used: \(error)")
    }
  }

  /// Stops the private cluster unless another process uses it.
  func leave() throws {
    try cluster?.stop()
  }

  var isPrivate: Bool { cluster != nil }

  /// For a command that works on the database and ends.
  static func with<Outcome>(_ settings: Settings, _ body: (Ground) throws -> Outcome) throws -> Outcome {
    let ground = try Ground(settings)
    let outcome = Result { try body(ground) }
    try ground.leave()
    return try outcome.get()
  }

  /// Starts the private cluster where it has died. That this process uses it is noted already, by its first start.
  static func revive() throws {
    _ = try PrivateCluster(in: privateFolder)
  }

  private static let privateFolder = "var/postgres"
}

/// Where the program's own files lie: beside where it was started.
enum Place {
  static let migrations = "migrations"
  static let templates = "Templates"
  static let assets = "Public"
  static let styles = "Public/css"
}
