import CivilTime
import Postgres
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct LimitTests {
  private static let limit = Limit(name: "test", every: 10, burst: 3)

  private static func wait(_ office: Office, _ asker: String, _ limit: Limit = limit) async throws -> Wait? {
    try await office.wait((limit, asker))
  }

  private static func take(_ count: Int, of office: Office, _ asker: String) async throws {
    for _ in 1...count { #expect(try await wait(office, asker) == nil) }
  }

  @Test func `so many at once, then one each time the pace allows`() async throws {
    try await withOffice { world in
      let office = world.strict()
      try await Self.take(3, of: office, "ada")
      #expect(try await Self.wait(office, "ada") == Wait(seconds: 11))
      world.clock.advance(by: .seconds(4))
      #expect(try await Self.wait(office, "ada") == Wait(seconds: 7))
      world.clock.advance(by: .seconds(7))
      #expect(try await Self.wait(office, "ada") == nil)
      #expect(try await Self.wait(office, "ada") != nil)
      world.clock.advance(by: .seconds(3_600))
      try await Self.take(3, of: office, "ada")
      #expect(try await Self.wait(office, "ada") != nil)
    }
  }

  @Test func `each asker and each kind of thing has turns of its own`() async throws {
    try await withOffice { world in
      let office = world.strict()
      for _ in 1...4 { _ = try await Self.wait(office, "ada") }
      #expect(try await Self.wait(office, "ben") == nil)
      #expect(try await Self.wait(office, "ada", Limit(name: "other", every: 10, burst: 3)) == nil)
    }
  }

  @Test func `servers that are asked at the same moment give no turn twice`() async throws {
    try await withOffice { world in
      let offices = (0..<4).map { _ in world.strict() }
      let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<40 {
          group.addTask { try await Self.wait(offices[index % 4], "ada") == nil }
        }
        return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
      }
      #expect(taken == 3)
    }
  }

  @Test func `an office that sets no limits asks nobody to wait`() async throws {
    try await withOffice { world in
      try await Self.take(10, of: world.office, "ada")
      #expect(try await world.count("SELECT count(*) FROM rate_limits") == 0)
    }
  }

  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false),
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
  ])
  func `addresses beside each other in IPv6 are one asker`(_ one: String, _ other: String, _ isOne: Bool) {
    let (one, other) = (Caller(address: one, userAgent: ""), Caller(address: other, userAgent: ""))
    #expect((neighbourhood(of: one) == neighbourhood(of: other)) == isOne)
  }

  @Test func `a guest who books again and again is asked to wait, with that owner alone`() async throws {
    try await withOffice { world in
      let office = world.strict()
      for number in 1...10 {
        var request = world.request(key: "\(number)")
        request.caller = Caller(address: "192.0.2.\(number)", userAgent: "")
        let wait = try await office.waitToBook(request)
        #expect(wait == nil)
      }
      var request = world.request(email: "ADA@example.com", key: "11")
      request.caller = Caller(address: "192.0.2.11", userAgent: "")
      #expect(try await office.waitToBook(request) == Wait(seconds: 361))
      request.username = "erik"
      #expect(try await office.waitToBook(request) == nil)
    }
  }

  @Test func `an address that books for everybody is asked to wait`() async throws {
    try await withOffice { world in
      let office = world.strict()
      for number in 1...30 {
        let wait = try await office.waitToBook(world.request(email: "a\(number)@example.com"))
        #expect(wait == nil)
      }
      #expect(try await office.waitToBook(world.request(email: "a31@example.com")) == Wait(seconds: 21))
    }
  }

  @Test func `guessing passwords ends soon, from one address or from many`() async throws {
    try await withAccount { world in
      let office = world.world.strict()
      func guess(_ login: String, from address: String) async throws -> Wait? {
        let caller = Caller(address: address, userAgent: "")
        guard case .tooMany(let wait) = try await office.signIn(login, password: "guess", caller: caller) else {
          return nil
        }
        return wait
      }
      for number in 1...9 { _ = try await guess("demo", from: "192.0.2.\(number)") }
      #expect(try await guess("demo", from: "192.0.2.10") == nil)
      #expect(try await guess("Demo", from: "192.0.2.99") == Wait(seconds: 31))
      for number in 1...20 { #expect(try await guess("user-\(number)", from: "198.51.100.1") == nil) }
      #expect(try await guess("user-21", from: "198.51.100.1") == Wait(seconds: 31))
      #expect(try await guess("user-21", from: "198.51.100.2") == nil)
    }
  }

  @Test func `strangers who try an owner's name all day don't keep the owner's own devices out`() async throws {
    try await withAccount { world in
      let office = world.world.strict()
      let erik = try await world.makeOwner("erik")
      let mark = office.deviceMark(of: world.owner)
      let kept = try #require(DeviceMark(text: mark.text))
      #expect(office.deviceMark(of: world.owner, keeping: kept).text == mark.text)
      #expect(office.deviceMark(of: erik, keeping: kept).text != mark.text)
      func signIn(_ password: String, with device: DeviceMark?, from address: Int) async throws -> SignInOutcome {
        let caller = Caller(address: "192.0.2.\(address)", userAgent: "")
        return try await office.signIn("demo", password: password, device: device, caller: caller)
      }
      for number in 1...25 { _ = try await signIn("guess", with: nil, from: number) }
      // A mark of another account, or none that we gave out, is worth nothing.
      let forged = try #require(DeviceMark(text: String(repeating: "A", count: 64)))
      for device in [nil, forged, office.deviceMark(of: erik)] {
        guard case .tooMany = try await signIn(TestAccount.password, with: device, from: 99) else {
          throw Unexpected("not asked to wait")
        }
      }
      guard case .signedIn = try await signIn(TestAccount.password, with: kept, from: 99) else {
        throw Unexpected("kept out")
      }
      // Whoever has the device guesses no oftener than others.
      for _ in 1...9 {
        guard case .refused = try await signIn("guess", with: kept, from: 100) else { throw Unexpected("not refused") }
      }
      guard case .tooMany = try await signIn(TestAccount.password, with: kept, from: 100) else {
        throw Unexpected("an eleventh try")
      }
      let another = office.deviceMark(of: world.owner)
      guard case .signedIn = try await signIn(TestAccount.password, with: another, from: 100) else {
        throw Unexpected("one device keeps another out")
      }
    }
  }

  @Test func `an account's guesses are one purse, by whichever name, and nobody learns whose name it is`() async throws
  {
    try await withAccount { world in
      let office = world.world.strict()
      func expect(_ answer: String, _ login: String, _ password: String = "guess") async throws {
        let outcome = try await office.signIn(login, password: password, caller: .house)
        let said =
          switch outcome {
          case .signedIn: "in"
          case .tooMany: "too many"
          default: "refused"
          }
        #expect(said == answer, "\(login)")
      }
      for pair in [["demo", "demo@example.org"], ["demo", "nobody@example.org"]] {
        for login in pair {
          for _ in 1...10 { try await expect("refused", login) }
          try await expect("too many", login)
        }
        // A turn for each name, and one for the account.
        world.clock.advance(by: .seconds(31))
        try await expect("refused", pair[0])
        try await expect("refused", pair[1], TestAccount.password)
        world.clock.advance(by: .seconds(3_600))
      }
      for _ in 1...10 { try await expect("refused", "demo") }
      try await expect("in", "demo@example.org", TestAccount.password)
    }
  }
}
