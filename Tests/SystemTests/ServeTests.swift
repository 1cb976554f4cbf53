import Glibc
import Postgres
import TestDatabases
import TestSupport
import Testing

@Suite(.serialized) struct `the running server` {
  @Test func `serves its first page with nothing set up, and ends in good order when asked to`() async throws {
    let server = try await CalentoServer()
    let page = try await server.get("/", until: { $0.status == 200 })
    #expect(page.status == 200)
    #expect(HTML(page.body).first("//h1") != nil)
    #expect(try await server.get("/healthz").text == "ok\n")
    #expect(try await server.isReady())
    let metrics = try await server.get("/metrics", until: { $0.text.contains("calento_database_up 1") })
    #expect(metrics.text.contains("calento_database_up 1"))
    #expect(try await server.end() == .exited(0))
  }

  @Test func `starts again after it was killed, on the database it had`() async throws {
    let first = try await CalentoServer()
    let query = ["db", "SELECT count(*) AS migrations_applied FROM schema_migrations"]
    let before = try await first.run(query).output
    first.process.signal(SIGKILL)
    #expect(try await first.process.finish().ending == .killed(by: SIGKILL))
    let second = try await CalentoServer(in: first.folder)
    #expect(try await second.isReady())
    #expect(try await second.run(query).output == before)
    #expect(try await second.end() == .exited(0))
  }

  @Test func `a second server shares the database of the first, and outlives it`() async throws {
    let first = try await CalentoServer()
    let second = try await CalentoServer(in: first.folder)
    #expect(try await second.isReady())
    #expect(try await first.end() == .exited(0))
    #expect(try await second.isReady())
    #expect(try await second.end() == .exited(0))
  }

  @Test func `two servers that start at once on an empty database agree on its migrations`() async throws {
    try await withTestDatabase(migrated: false) { database in
      async let first = CalentoServer(environment: ["DATABASE_URL": database.address])
      async let second = CalentoServer(environment: ["DATABASE_URL": database.address])
      for server in try await [first, second] {
        #expect(try await server.isReady())
        #expect(try await server.end() == .exited(0))
      }
    }
  }

  @Test func `a demo owner is made once, and their links can be booked at once`() async throws {
    let server = try await CalentoServer()
    #expect(try await server.run(["seed", "demo"]).output.hasPrefix("demo / "))
    #expect(try await server.run(["seed", "demo"]).output.hasPrefix("the demo owner is there already"))
    let owner = try await server.get("/demo", until: { $0.status == 200 })
    let links = HTML(owner.body).all("//a[starts-with(@href, '/demo/')]").compactMap { $0["href"] }
    #expect(Set(links).count == 4)
    for link in links {
      let page = try await server.get(link, until: { $0.status == 200 })
      #expect(page.status == 200)
      #expect(!HTML(page.body).all("//a[@class='slot']/time").isEmpty)
    }
    #expect(try await server.end() == .exited(0))
  }

  @Test func `a private database that dies is started again`() async throws {
    let server = try await CalentoServer()
    let pid = try await server.run(["db", "SELECT 'postmaster ' || pg_read_file('postmaster.pid', 0, 12)"]).output
    let number = try #require(pid.split(separator: "postmaster ").last?.prefix { $0.isNumber })
    kill(try #require(pid_t(number)), SIGKILL)
    // Away too briefly for us to be sure to see it in a page.
    var said = try await server.process.errorLine()
    while said?.contains("database is back") == false { said = try await server.process.errorLine() }
    #expect(said != nil)
    #expect(try await server.get("/", until: { $0.status == 200 }).status == 200)
    #expect(try await server.end() == .exited(0))
  }

  @Test func `while the database is away every page says so, and recovers by itself`() async throws {
    let folder = ScratchFolder()
    let cluster = try PrivateCluster(in: folder.path + "/cluster", for: .throwaway)
    let server = try await CalentoServer(environment: ["DATABASE_URL": cluster.address])
    #expect(try await server.get("/", until: { $0.status == 200 }).status == 200)
    try cluster.stop()
    let away = try await server.get("/", until: { $0.status == 503 })
    #expect(away.status == 503)
    #expect(away.field("Retry-After") != nil)
    #expect(try await server.get("/readyz").status == 503)
    #expect(try await server.get("/healthz").status == 200)
    let restarted = try PrivateCluster(in: folder.path + "/cluster", for: .throwaway)
    #expect(try await server.get("/", until: { $0.status == 200 }).status == 200)
    #expect(try await server.end() == .exited(0))
    try restarted.stop()
  }
}

extension CalentoServer {
  /// Whether it says so before long: whom a busy machine tells to come back, comes back.
  fileprivate func isReady() async throws -> Bool {
    try await get("/readyz", until: { $0.status == 200 }).status == 200
  }
}
