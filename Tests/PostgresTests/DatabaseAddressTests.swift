import Testing

@testable import Postgres

struct DatabaseAddressTests {
  @Test func `an address with one host gives one server`() throws {
    let address = try DatabaseAddress("postgres://anna@db.example.org:6000/calento")
    #expect(describe(address) == ["db.example.org:6000"])
    #expect(address["dbname"] == "calento")
    #expect(address["user"] == "anna")
  }

  @Test(arguments: [
    ("postgres://a,b,c/x", ["a", "b", "c"]),
    ("postgres://a:1,b:2/x", ["a:1", "b:2"]),
    ("host=a,b port=7 dbname=x", ["a:7", "b:7"]),
    ("host=a,/run/b port=1,2", ["a:1", "/run/b:2"]),
    ("host=a,b hostaddr=10.0.0.1,10.0.0.2 port=7", ["a(10.0.0.1):7", "b(10.0.0.2):7"]),
    ("hostaddr=10.0.0.1,::1 port=7", ["(10.0.0.1):7", "(::1):7"]),
  ])
  func `several hosts give as many servers, in order`(text: String, servers: [String]) throws {
    #expect(describe(try DatabaseAddress(text)) == servers)
  }

  @Test func `a preferred standby is looked for everywhere before any server will do`() throws {
    let candidates = try DatabaseAddress("postgres://a,b/x?target_session_attrs=prefer-standby").candidates
    let wanted = candidates.map { "\($0.options["host"] ?? "") \($0.options["target_session_attrs"] ?? "")" }
    #expect(wanted == ["a standby", "b standby", "a any", "b any"])
  }

  @Test func `a wish for the session goes to every server`() throws {
    let candidates = try DatabaseAddress("postgres://a,b/x?target_session_attrs=read-write").candidates
    #expect(candidates.map { $0.options["target_session_attrs"] } == ["read-write", "read-write"])
  }

  @Test(arguments: [
    ("host=db.example.org", "db.example.org"), ("host=localhost", "localhost"), ("host=10.0.0.1", nil),
    ("host=::1", nil), ("host=/run/postgresql", nil), ("host=@abstract", nil), ("host=a hostaddr=10.0.0.1", nil),
    ("dbname=x", nil),
  ])
  func `only a name is looked up`(text: String, name: String?) throws {
    let candidate = try #require(try DatabaseAddress(text).candidates.first)
    #expect(candidate.unresolvedHost == name)
  }

  @Test(arguments: [("connect_timeout=3", 3), ("connect_timeout=0", nil), ("", nil)])
  func `the address may say how long connecting takes`(text: String, seconds: Int?) throws {
    #expect(try DatabaseAddress("host=a \(text)").connectLimit == seconds)
  }

  @Test func `another database of the same server`() throws {
    let address = try DatabaseAddress("host=a dbname=x").database("y")
    #expect(address["dbname"] == "y")
    #expect(address["host"] == "a")
  }

  @Test(arguments: ["postgres://a/x?colour=red", "host", "host='a", "colour=red", "postgres://[::1/x"])
  func `what is no address is refused in libpq's words`(text: String) {
    let error = #expect(throws: DatabaseError.self) { try DatabaseAddress(text) }
    #expect(error?.kind == .misuse)
    #expect(error?.message.hasPrefix("the address of the database: ") == true)
  }

  private func describe(_ address: DatabaseAddress) -> [String] {
    address.candidates.map { candidate in
      let options = candidate.options
      return (options["host"] ?? "") + (options["hostaddr"].map { "(\($0))" } ?? "")
        + (options["port"].map { ":\($0)" } ?? "")
    }
  }
}
