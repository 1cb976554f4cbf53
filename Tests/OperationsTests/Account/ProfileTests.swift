import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct ProfileTests {
  @Test func `what is saved is what guests see, and what the owner reads by`() async throws {
    try await withAccount { world in
      let outcome = try await world.save {
        $0.username = " Dana "
        $0.firstName = "Dana"
        $0.bio = "I *advise*."
        $0.zone = "Asia/Tokyo"
        $0.locale = "vi"
        $0.weekStart = "0"
        $0.clock = "12"
      }
      #expect(outcome == .saved)
      let page = try await world.office.owner(named: "dana")
      let owner = try #require(page?.owner)
      #expect(owner.firstName == "Dana" && owner.bio == "I *advise*." && owner.zone.name == "Asia/Tokyo")
      #expect(owner.locale == "vi" && owner.weekStart == .sunday && owner.clock == 12)
      #expect(try await world.office.owner(named: "demo") == nil)
    }
  }

  private struct Unfit: Sendable {
    let field: AccountField
    let problem: AccountProblem
    let change: @Sendable (inout ProfileForm) -> Void
  }

  private static let unfit = [
    Unfit(field: .username, problem: .unfitUsername) { $0.username = "x" },
    Unfit(field: .username, problem: .unfitUsername) { $0.username = "login" },
    Unfit(field: .username, problem: .usernameTaken) { $0.username = "erik" },
    Unfit(field: .firstName, problem: .field(.tooLong(limit: 100))) {
      $0.firstName = String(repeating: "a", count: 101)
    },
    Unfit(field: .lastName, problem: .field(.unprintable)) { $0.lastName = "a\nb" },
    Unfit(field: .bio, problem: .field(.tooLong(limit: 2_000))) { $0.bio = String(repeating: "a", count: 2_001) },
    Unfit(field: .zone, problem: .field(.notAChoice)) { $0.zone = "Europe/Atlantis" },
    Unfit(field: .language, problem: .field(.notAChoice)) { $0.locale = "xx" },
    Unfit(field: .weekStart, problem: .field(.notAChoice)) { $0.weekStart = "7" },
    Unfit(field: .weekStart, problem: .field(.notAChoice)) { $0.weekStart = "" },
    Unfit(field: .clock, problem: .field(.notAChoice)) { $0.clock = "13" },
  ]

  @Test func `what can't be is refused, and nothing is changed`() async throws {
    try await withAccount { world in
      _ = try await world.makeOwner("erik")
      let before = try await world.office.owner(named: "demo")?.owner
      for unfit in Self.unfit {
        let outcome = try await world.save(unfit.change)
        #expect(outcome == .refused([AccountRefusal(unfit.field, unfit.problem)]))
      }
      let after = try await world.office.owner(named: "demo")?.owner
      #expect(after == before)
    }
  }

  @Test func `who saves over what they have not seen is told what stands there, and nothing is saved`() async throws {
    try await withAccount { world in
      let seen = try #require(try await world.office.owner(named: "demo")?.owner)
      #expect(try await world.save { $0.bio = "First." } == .saved)
      var form = ProfileForm(of: seen)
      form.firstName = "Diana"
      func save(over seen: Owner) async throws -> ProfileOutcome {
        try await world.office.saveProfile(
          form, speaking: ["en"], of: world.owner, caller: world.caller, ifStill: { $0 == seen })
      }
      guard case .changed(let newer) = try await save(over: seen) else { throw Unexpected("saved over") }
      #expect(newer.bio == "First." && newer.firstName == "Dana")
      #expect(try await world.office.owner(named: "demo")?.owner == newer)
      #expect(try await save(over: newer) == .saved)
      // Pressed twice, it is done already.
      #expect(try await save(over: newer) == .saved)
    }
  }

  @Test func `what is as it was saved already is not written again`() async throws {
    try await withAccount { world in
      for _ in 1...2 {
        let outcome = try await world.save { $0.bio = "Once." }
        #expect(outcome == .saved)
      }
      #expect(try await world.audit == ["user.profile success -"])
    }
  }

  @Test func `a picture is kept without its notes, under a name that changes with it`() async throws {
    try await withAccount { world in
      let saved = try await world.office.setPicture(png(3, note: "Here"), of: world.owner, caller: world.caller)
      #expect(saved == .saved)
      let first = try #require(try await world.office.owner(named: "demo")?.owner.picture)
      let shown = try await world.office.picture(of: "demo", tag: first)
      #expect(shown?.type == "image/png")
      #expect(shown?.bytes == png(3))
      _ = try await world.office.setPicture(png(4), of: world.owner, caller: world.caller)
      #expect(try await world.office.picture(of: "demo", tag: first) == nil)
      try await world.office.removePicture(of: world.owner, caller: world.caller)
      #expect(try await world.office.owner(named: "demo")?.owner.picture == nil)
    }
  }

  @Test(arguments: [
    ([], PictureProblem.unknownKind), (Array("<svg/>".utf8), .unknownKind), ([0xFF, 0xD8, 0xFF], .malformed),
    (Array(repeating: 0, count: (1 << 20) + 1), .tooLarge(limit: 1 << 20)), (png(5_000), .tooWide(limit: 4_096)),
  ])
  func `what is no picture is refused`(bytes: [UInt8], problem: PictureProblem) async throws {
    try await withAccount { world in
      let outcome = try await world.office.setPicture(bytes, of: world.owner, caller: world.caller)
      #expect(outcome == .refused([AccountRefusal(.picture, .picture(problem))]))
    }
  }
}

extension TestAccount {
  fileprivate func save(_ change: (inout ProfileForm) -> Void) async throws -> ProfileOutcome {
    var form = ProfileForm(
      username: "demo", firstName: "Dana", lastName: "Demo", bio: "", zone: "Europe/Berlin", locale: "en",
      weekStart: "1", clock: "")
    change(&form)
    return try await office.saveProfile(form, speaking: ["en", "vi"], of: owner, caller: caller)
  }
}

/// A PNG of that width, with a comment if there is one.
func png(_ width: Int, note: String = "") -> [UInt8] {
  func big(_ number: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  func checksum(_ bytes: [UInt8]) -> Int {
    let sum = bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
    return Int(~sum)
  }
  func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    big(data.count) + Array(name.utf8) + data + big(checksum(Array(name.utf8) + data))
  }
  let head = chunk("IHDR", big(width) + big(2) + [8, 2, 0, 0, 0])
  let comment = note.isEmpty ? [] : chunk("tEXt", Array(note.utf8))
  return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + head + comment + chunk("IDAT", [1]) + chunk("IEND", [])
}
