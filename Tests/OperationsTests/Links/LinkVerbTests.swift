import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct LinkVerbTests {
  @Test func `a list says how often each is booked and will be`() async throws {
    try await withOffice { world in
      _ = try await world.make { $0.title = "an early one" }
      _ = try await world.book()
      let later = try await world.book(TestOffice.monday.adding(minutes: 60), key: "form-2")
      let off = try await world.book(TestOffice.monday.adding(minutes: 120), key: "form-3")
      _ = try await world.office.cancel(off.id, of: world.owner, reason: "", caller: .house)
      world.clock.advance(by: .seconds(Int(TestOffice.monday.adding(minutes: 10).seconds - world.office.now.seconds)))
      #expect(later.time.start > world.office.now)
      let list = try await world.office.links(of: world.owner)
      #expect(list.map(\.link.title) == ["an early one", "Intro call"])
      #expect(list.map(\.ahead) == [0, 1])
      #expect(list.map(\.link.bookingsCount) == [0, 2])
    }
  }

  @Test(arguments: [("intro", 1), ("CALL", 1), ("danh", 1), ("đánh", 1), ("gia danh", 1), ("call danh", 0), ("", 2)])
  func `a search looks for every word in title and address`(words: String, count: Int) async throws {
    try await withOffice { world in
      _ = try await world.make { ($0.title, $0.slug) = ("Đánh giá", "review") }
      #expect(try await world.office.links(of: world.owner, matching: words).count == count)
    }
  }

  @Test func `a copy has an address of its own, works, and is on nobody's list`() async throws {
    try await withOffice({ $0.questions = [Question(id: "q", label: "Why?", kind: .text)] }) { world in
      _ = try await world.book { $0.answers = ["q": ["x"]] }
      guard case .made(let copy) = try await world.duplicate(world.link.id),
        case .made(let second) = try await world.duplicate(copy.id)
      else { throw Unexpected("no copy") }
      #expect((copy.title, copy.slug) == ("Copy of Intro call", "intro-2"))
      #expect((second.title, second.slug) == ("Copy of Copy of Intro call", "intro-3"))
      #expect(!copy.isListed && copy.isActive && copy.bookingsCount == 0)
      #expect(copy.questions == world.link.questions)
      #expect(try await world.office.owner(named: "demo")?.links.map(\.slug) == ["intro"])
      #expect(try await world.open("intro-2").link == copy)
      #expect(try await world.actions().first == "link.duplicate Copy of Intro call")
    }
  }

  @Test func `a copy's title has room in its column`() async throws {
    try await withOffice({ $0.title = String(repeating: "ß", count: 200) }) { world in
      guard case .made(let copy) = try await world.duplicate(world.link.id) else { throw Unexpected("no copy") }
      #expect(copy.title.unicodeScalars.count == 200)
    }
  }

  @Test func `a link that is switched off takes no bookings until it is switched on`() async throws {
    try await withOffice { world in
      let (office, owner, id) = (world.office, world.owner, world.link.id)
      #expect(try await office.switchLink(id, on: false, of: owner, caller: .house)?.isActive == false)
      #expect(try await office.book(world.request()).closing == .switchedOff)
      let version = try await world.count("SELECT version FROM owners")
      #expect(try await office.switchLink(id, on: false, of: owner, caller: .house)?.isActive == false)
      #expect(try await world.count("SELECT version FROM owners") == version)
      #expect(try await office.switchLink(id, on: true, of: owner, caller: .house)?.isActive == true)
      _ = try await world.book()
      #expect(try await world.actions() == ["link.switch_off Intro call", "link.switch_on Intro call"])
    }
  }

  @Test func `a deleted link can be taken back for a day, its bookings stand all the while`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let (office, owner, id) = (world.office, world.owner, world.link.id)
      guard case .deleted(let gone) = try await office.deleteLink(id, of: owner, caller: .house) else {
        throw Unexpected("kept")
      }
      #expect(gone.title == "Intro call")
      #expect(try await office.deleteLink(id, of: owner, caller: .house) == .unknown)
      #expect(try await office.links(of: owner).isEmpty)
      #expect(try await office.link(id, of: owner) == nil)
      #expect(try await office.switchLink(id, on: false, of: owner, caller: .house) == nil)
      #expect(try await world.duplicate(id) == .unknown)
      #expect(try await office.booking(booked.id, of: owner)?.status == .confirmed)
      #expect(try await office.deletedLink(id, of: owner)?.link.slug == "intro")
      world.clock.advance(by: .seconds(86_399))
      guard case .restored(let link, false) = try await office.restoreLink(id, of: owner, caller: .house) else {
        throw Unexpected("gone")
      }
      #expect((link.slug, link.bookingsCount) == ("intro", 1))
      _ = try await world.open()
      // Once more is no harm.
      #expect(try await office.restoreLink(id, of: owner, caller: .house) == .restored(link, isMoved: false))
      #expect(try await world.actions() == ["link.delete Intro call", "link.restore Intro call"])
    }
  }

  @Test func `after a day a deleted link stays deleted`() async throws {
    try await withOffice { world in
      try await world.office.deleteLink(world.link.id, of: world.owner, caller: .house)
      world.clock.advance(by: .seconds(86_400))
      #expect(try await world.office.deletedLink(world.link.id, of: world.owner)?.canReturn == false)
      #expect(try await world.office.restoreLink(world.link.id, of: world.owner, caller: .house) == .unknown)
    }
  }

  @Test func `a link whose address was taken meanwhile comes back under another`() async throws {
    try await withOffice { world in
      try await world.office.deleteLink(world.link.id, of: world.owner, caller: .house)
      let taker = try await world.make { ($0.title, $0.slug) = ("New intro", "intro") }
      guard
        case .restored(let link, true) = try await world.office.restoreLink(
          world.link.id, of: world.owner, caller: .house)
      else { throw Unexpected("gone") }
      #expect(link.slug == "intro-2")
      #expect(try await world.open("intro").link == taker)
      #expect(try await world.open("intro-2").link.id == world.link.id)
    }
  }

  @Test func `another owner's link is not found by any verb`() async throws {
    try await withOffice { world in
      let eve = try await world.stranger()
      let (office, id) = (world.office, world.link.id)
      let version = try await world.texts("SELECT string_agg(version::text, ',' ORDER BY user_id) FROM owners")
      #expect(try await office.links(of: eve).isEmpty)
      #expect(try await office.link(id, of: eve) == nil)
      let form = world.form { $0.title = "Mine now" }
      #expect(try await office.saveLink(form, as: id, isNew: false, of: eve, caller: .house) == .unknown)
      #expect(try await office.switchLink(id, on: false, of: eve, caller: .house) == nil)
      #expect(try await office.duplicateLink(id, of: eve, caller: .house) { $0 } == .unknown)
      #expect(try await office.deleteLink(id, of: eve, caller: .house) == .unknown)
      try await office.deleteLink(id, of: world.owner, caller: .house)
      #expect(try await office.restoreLink(id, of: eve, caller: .house) == .unknown)
      #expect(try await office.deletedLink(id, of: eve) == nil)
      _ = try await office.restoreLink(id, of: world.owner, caller: .house)
      let schedule = try await office.linkSchedules(of: world.owner)[0].id.description
      let preview = try await office.previewLink(
        world.form { ($0.title, $0.schedule) = ("x", schedule) }, as: id, of: eve)
      #expect(preview.link == nil)
      // A stranger's new link under that id is the stranger's own.
      guard case .saved = try await office.saveLink(form, as: id, isNew: true, of: eve, caller: .house) else {
        throw Unexpected("refused")
      }
      #expect(try await office.link(id, of: world.owner)?.link == world.link)
      #expect(version.count == 1)
    }
  }

  @Test func `a preview says what a guest would find`() async throws {
    try await withOffice { world in
      let form = world.form { ($0.title, $0.durations, $0.notice) = ("New", ["60"], "0") }
      let preview = try await world.office.previewLink(form, as: nil, of: world.owner)
      // This Friday from ten o'clock, and the nine working days after it: the next but one Friday is the fifteenth day.
      #expect(preview.day?.slots.count == 7)
      #expect(preview.count == 7 + 9 * 8)
      _ = try await world.book()
      #expect(try await world.office.previewLink(form, as: world.link.id, of: world.owner).count == 78)
      let bad = world.form { $0.title = "" }
      #expect(try await world.office.previewLink(bad, as: nil, of: world.owner).link == nil)
      let never = world.form { ($0.title, $0.hours, $0.week[1], $0.notice) = ("x", "specific_hours", "9-9:30", "300") }
      #expect(try await world.office.previewLink(never, as: nil, of: world.owner).day == nil)
      #expect(try await world.office.links(of: world.owner).count == 1)
    }
  }
}
