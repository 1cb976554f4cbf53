import CivilTime
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

@Suite struct SaveLinkFormTests {
  @Test func `a title and a length are a link that can be booked at once`() async throws {
    try await withOffice { world in
      let link = try await world.make { ($0.title, $0.durations) = ("Đánh giá", ["45"]) }
      #expect(link.slug == "danh-gia")
      let booked = try await world.book(TestOffice.monday.adding(minutes: -15), slug: "danh-gia", duration: 45)
      #expect(booked.title == "Đánh giá")
      #expect(try await world.actions() == ["link.create Đánh giá"])
    }
  }

  @Test func `what a link is and what a form says of it are the same`() async throws {
    try await withOffice { world in
      let schedule = try await world.texts("SELECT id::text FROM availability_schedules")[0]
      let made = try await world.make {
        ($0.title, $0.slug, $0.description) = ("All of it", "all", "**Everything**")
        ($0.durations, $0.usualDuration) = (["20", "40", "10"], "20")
        ($0.increment, $0.bufferBefore, $0.bufferAfter) = ("15", "5", "10")
        ($0.hours, $0.week[2], $0.week[0]) = ("specific_hours", "9–12, 13:30–24", "0–24")
        $0.schedule = schedule
        ($0.notice, $0.noticeUnit) = ("3", "days")
        ($0.window, $0.firstDate, $0.lastDate) = ("dates", "2026-12-01", "2026-12-18")
        ($0.dailyLimit, $0.weeklyLimit, $0.seats) = ("3", "12", "6")
        ($0.requiresConfirmation, $0.isListed, $0.isActive, $0.isSingleUse) = (true, false, false, true)
        ($0.color, $0.placeKind, $0.placeDetails) = ("#7a4bb0", "in_person", "12 Nguyen Hue")
        $0.questions = [Self.question("Tea or milk?", "choice", "Tea\nMilk"), Self.question("Why?", "long_text")]
        ($0.reminders, $0.redirect) = (["1440", "60"], "https://example.org/thanks")
        ($0.expires, $0.expiryTime) = ("2026-12-24", "17:30")
      }
      let found = try #require(try await world.office.link(made.id, of: world.owner))
      #expect(found.link == made)
      #expect(found.zone.name == "Europe/Berlin")
      #expect(Set(made.questions.map(\.id)).count == 2)
      #expect(try await world.save(found.form, as: made.id) == .saved(made))
      #expect(try await world.office.link(made.id, of: world.owner)?.link == made)
    }
  }

  @Test(arguments: [
    ("2026-12-24T23:00:00Z", "2026-12-24", ""), ("2026-12-24T16:30:00Z", "2026-12-24", "17:30"),
    ("2026-12-24T16:30:15Z", "2026-12-24T16:30:15Z", ""),
  ])
  func `an end is shown so that it can be typed again`(end: String, date: String, time: String) async throws {
    let link = TestOffice.link { $0.expiresAt = Instant(end) }
    let form = LinkForm(link, in: TestOffice.berlin)
    #expect((form.expires, form.expiryTime) == (date, time))
  }

  @Test(arguments: [
    (0, "0", "minutes"), (90, "90", "minutes"), (120, "2", "hours"), (1_440, "24", "hours"), (2_880, "2", "days"),
    (2_940, "49", "hours"),
  ])
  func `a notice is shown in the unit people would say`(minutes: Int, count: String, unit: String) {
    let form = LinkForm(TestOffice.link { $0.notice = Minutes(minutes) }, in: .utc)
    #expect((form.notice, form.noticeUnit) == (count, unit))
  }

  @Test func `questions keep their ids when they are moved and written anew`() async throws {
    try await withOffice { world in
      let made = try await world.make {
        $0.title = "Asking"
        $0.questions = [Self.question("One?"), Self.question("Two?")]
      }
      let (one, two) = (made.questions[0].id, made.questions[1].id)
      var form = try #require(try await world.office.link(made.id, of: world.owner)).form
      form.questions.swapAt(0, 1)
      form.questions[0].label = "Second, first?"
      form.questions.insert(Self.question("New?"), at: 1)
      guard case .saved(let saved) = try await world.save(form, as: made.id) else { throw Unexpected("refused") }
      #expect(saved.questions.map(\.label) == ["Second, first?", "New?", "One?"])
      #expect(saved.questions[0].id == two && saved.questions[2].id == one)
      #expect(![one, two].contains(saved.questions[1].id))
    }
  }

  @Test func `an address made of the title steps aside, one that was typed is refused`() async throws {
    try await withOffice { world in
      #expect(try await world.make { $0.title = "Intro" }.slug == "intro-2")
      #expect(try await world.make { $0.title = "Intro" }.slug == "intro-3")
      let typed = world.form { ($0.title, $0.slug) = ("Other", "INTRO") }
      #expect(
        try await world.save(typed, as: world.office.newLinkID(), isNew: true)
          == .refused(LinkRefusals([LinkFieldRefusal(.slug, .taken)])))
      // Its own is nobody else's.
      let own = world.form { ($0.title, $0.slug) = ("Intro call", "intro") }
      guard case .saved = try await world.save(own, as: world.link.id) else { throw Unexpected("refused") }
    }
  }

  @Test func `an address that a link had leads to it, until another link takes it`() async throws {
    try await withOffice { world in
      for slug in ["hello", "intro", "welcome", "welcome"] {
        _ = try await world.save(world.form { ($0.title, $0.slug) = ("Intro call", slug) }, as: world.link.id)
      }
      for slug in ["hello", "intro", "welcome"] { #expect(try await world.open(slug).link.slug == "welcome") }
      #expect(try await world.open("intro").link.formerSlugs == ["hello", "intro"])
      let other = try await world.make { ($0.title, $0.slug) = ("Other", "hello") }
      #expect(try await world.open("hello").link.id == other.id)
      try await world.office.deleteLink(world.link.id, of: world.owner, caller: .house)
      guard case .missing = try await world.office.link("intro", of: "demo") else { throw Unexpected("still there") }
    }
  }

  @Test func `an address that moves often forgets the first ones`() {
    var link = TestOffice.link { $0.slug = "a-0" }
    for number in 1...30 { link.move(to: "a-\(number)") }
    #expect(link.formerSlugs == (10..<30).map { "a-\($0)" })
  }

  @Test func `a new link's form that comes twice makes one link`() async throws {
    try await withOffice { world in
      let (id, form) = (world.office.newLinkID(), world.form { $0.title = "Once" })
      async let first = world.save(form, as: id, isNew: true)
      async let second = world.another().saveLink(form, as: id, isNew: true, of: world.owner, caller: .house)
      guard case (.saved(let one), .saved(let two)) = try await (first, second) else { throw Unexpected("refused") }
      #expect(one == two)
      #expect(try await world.office.links(of: world.owner).map(\.link.slug) == ["intro", "once"])
    }
  }

  @Test func `of links of one name that are made at once each has an address of its own`() async throws {
    try await withOffice { world in
      let offices = [world.office, world.another(), world.another(), world.office]
      let slugs = try await withThrowingTaskGroup(of: String.self) { group in
        for office in offices {
          let (id, form) = (office.newLinkID(), world.form { $0.title = "Race" })
          group.addTask {
            let outcome = try await office.saveLink(form, as: id, isNew: true, of: world.owner, caller: .house)
            guard case .saved(let link) = outcome else { throw Unexpected("\(outcome)") }
            return link.slug
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(slugs == ["race", "race-2", "race-3", "race-4"])
    }
  }

  @Test func `a form that comes again after its link was deleted is a link of its own`() async throws {
    try await withOffice { world in
      let (id, form) = (world.office.newLinkID(), world.form { $0.title = "Again" })
      _ = try await world.save(form, as: id, isNew: true)
      try await world.office.deleteLink(id, of: world.owner, caller: .house)
      guard case .saved(let link) = try await world.save(form, as: id, isNew: true) else { throw Unexpected("refused") }
      #expect(link.id != id)
      #expect(try await world.open("again").link.id == link.id)
    }
  }

  @Test func `what is refused changes nothing`() async throws {
    try await withOffice { world in
      let version = try await world.count("SELECT version FROM owners")
      let bad = world.form { ($0.title, $0.seats) = ("", "0") }
      guard case .refused(let refusals) = try await world.save(bad, as: world.link.id) else {
        throw Unexpected("saved")
      }
      #expect(refusals.list.map(\.field) == [.title, .seats])
      #expect(try await world.save(world.form { $0.title = "x" }, as: world.office.newLinkID()) == .unknown)
      #expect(try await world.count("SELECT version FROM owners") == version)
      #expect(try await world.actions() == [])
    }
  }

  @Test func `of two forms that show the same link one is saved, the other told what it is now`() async throws {
    try await withOffice { world in
      let shown = try #require(try await world.office.link(world.link.id, of: world.owner)).form
      func save(_ title: String, by office: Office) async throws -> LinkFormOutcome {
        var form = shown
        form.title = title
        return try await office.saveLink(
          form, as: world.link.id, isNew: false, of: world.owner, caller: .house, ifStill: { $0.form == shown })
      }
      async let first = save("One", by: world.office)
      async let second = save("Two", by: world.another())
      let outcomes = try await [first, second]
      let saved = try #require(
        outcomes.compactMap { outcome in if case .saved(let link) = outcome { link } else { nil } }.first)
      let newer = outcomes.compactMap { outcome in if case .changed(let link) = outcome { link } else { nil } }
      #expect(newer.map(\.link) == [saved])
      #expect(try await world.actions() == ["link.change \(saved.title)"])
    }
  }

  @Test func `a form is read over what stands when it is written`() async throws {
    try await withOffice { world in
      func rename(_ change: @escaping (inout LinkForm) -> Void) async throws {
        _ = try await world.office.saveLink(world.link.id, isNew: false, of: world.owner, caller: .house) { link in
          var form = try #require(link).form
          change(&form)
          return form
        }
      }
      try await rename { $0.title = "New title" }
      try await rename { $0.seats = "5" }
      let link = try #require(try await world.office.link(world.link.id, of: world.owner)).link
      #expect((link.title, link.seats) == ("New title", 5))
    }
  }

  @Test func `there is an end to how many links an owner has`() async throws {
    try await withOffice { world in
      try await world.database.transaction(sending: [
        """
        INSERT INTO booking_links (user_id, id, title, slug, duration_minutes)
        SELECT \(world.owner), gen_random_uuid(), 'Link', 'link-' || n, 30
        FROM generate_series(2, \(Int32(Office.mostLinks))) n
        """
      ])
      let (id, form) = (world.office.newLinkID(), world.form { $0.title = "One more" })
      #expect(try await world.save(form, as: id, isNew: true) == .tooMany(limit: Office.mostLinks))
      #expect(try await world.duplicate(world.link.id) == .tooMany(limit: Office.mostLinks))
      // Those that are there can be changed still, and one that goes makes room.
      guard case .saved = try await world.save(form, as: world.link.id) else { throw Unexpected("refused") }
      try await world.office.deleteLink(world.link.id, of: world.owner, caller: .house)
      guard case .saved = try await world.save(form, as: id, isNew: true) else { throw Unexpected("refused") }
      #expect(
        try await world.office.restoreLink(world.link.id, of: world.owner, caller: .house)
          == .tooMany(limit: Office.mostLinks))
    }
  }

  private static func question(_ label: String, _ kind: String = "text", _ choices: String = "") -> QuestionForm {
    var form = QuestionForm()
    (form.label, form.kind, form.choices) = (label, kind, choices)
    return form
  }
}
