import CivilTime
import Postgres
import Scheduling
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Operations

/// The database itself watches every row that a page or a slot is made of: whoever writes one has raised its owner's
/// version before, in the same transaction. An owner's life is lived through until every statement of the store that
/// writes such rows has done so.
@Suite struct RaiseTests {
  /// What no page and no slot is made of: who is signed in or sends a program, letters on their way, the log, jobs; and
  /// the versions.
  private static let unwatched: Set<String> = [
    "sessions", "access_tokens", "second_factors", "recovery_codes", "email_logs", "audit_logs", "jobs", "owners",
    "rate_limits",
    "idempotency_keys", "visitor_keys",
  ]

  private static let watched = [
    "users", "calendars", "events", "event_attendees", "availability_schedules", "availability_hours",
    "availability_overrides", "booking_links", "bookings", "reminders", "former_usernames",
  ]

  private static var watching: String {
    let table = """
      CREATE TABLE writes (relation text, statement text, is_raised boolean);
      CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE row jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
      BEGIN
        INSERT INTO writes VALUES (TG_RELNAME, current_query(), EXISTS (
          SELECT FROM owners WHERE xmin = pg_current_xact_id()::xid
            AND user_id = coalesce(row ->> 'user_id', row ->> 'id')::uuid));
        RETURN NULL;
      END $$;
      """
    return watched.reduce(table) { script, name in
      let update = name == "users" ? "UPDATE OF \(shown.joined(separator: ", "))" : "UPDATE"
      return script
        + "CREATE TRIGGER watch AFTER INSERT OR \(update) OR DELETE ON \(name) FOR EACH ROW EXECUTE FUNCTION watch();"
    }
  }

  /// What pages and letters are made of in an owner's row; the rest of it only lets them in.
  private static let shown = [
    "email", "username", "first_name", "last_name", "bio", "avatar_tag", "timezone", "locale", "week_start", "clock",
    "status", "email_verified", "deleted_at",
  ]

  private static func isWatched(_ statement: WriteStatement) -> Bool {
    if unwatched.contains(statement.table) { return false }
    guard statement.table == "users", let set = statement.text.firstMatch(of: /\sSET (.*)\sWHERE/) else { return true }
    return set.1.split(separator: ", ").contains { shown.contains(String($0.prefix { $0 != " " })) }
  }

  @Test func `whoever writes what pages are made of has raised the version`() async throws {
    try await withTestDatabase { address in
      try address.run(Self.watching)
      try await withDatabase(address) { database in
        let world = try await TestOffice.make(database, address, ManualClock())
        try await Self.live(world)
        // An account that is being made has no version to raise yet, one that is removed none any more.
        let quiet = try await world.texts(
          """
          SELECT DISTINCT statement FROM writes
          WHERE NOT is_raised AND statement NOT LIKE 'INSERT INTO users%' AND statement NOT LIKE 'DELETE FROM users%'
          """)
        #expect(quiet == [])

        let written = Set(try await world.texts("SELECT DISTINCT statement FROM writes").map(WriteStatement.folded))
        let statements = try WriteStatement.ofTheStore().filter(Self.isWatched)
        #expect(statements.count > 20)
        for statement in statements {
          #expect(Self.watched.contains(statement.table))
          #expect(written.contains(statement.text), "nobody has written: \(statement.text)")
        }
      }
    }
  }

  /// Everything that is ever done to an owner's things.
  private static func live(_ world: TestOffice) async throws {
    try await keepHouse(world)
    try await meetOne(world)
    try await meetMany(world)
    try await endDays(world)
    try await keepAccount(TestAccount(world: world))
  }

  private static func keepAccount(_ world: TestAccount) async throws {
    let form = SignUpForm(username: "lan", email: "lan@example.org", password: "a long sentence")
    try await world.wrote(form)
    _ = try await world.office.declineSignUp(try await world.token("verify_address"), caller: .house)
    try await world.wrote(form)
    try await world.wrote(form)
    let token = try await world.token("verify_address")
    guard case .signedIn = try await world.office.verify(token, password: "a long sentence", caller: .house) else {
      throw Unexpected("not verified")
    }
    try await world.setPassword(TestAccount.password, of: world.owner)
    _ = try await world.office.changeEmail(
      to: "dana@example.org", password: TestAccount.password, of: world.owner, caller: .house)
    let another = try await world.token("confirm_address")
    guard
      case .changed = try await world.office.verify(another, password: TestAccount.password, caller: .house)
    else {
      throw Unexpected("not changed")
    }
    guard try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: .house) == .done else {
      throw Unexpected("not closed")
    }
    let ticket = try await world.office.makeTicket(for: .reopening, of: world.owner)
    guard case .signedIn = try await world.office.reopenAccount(ticket, caller: .house) else {
      throw Unexpected("not opened again")
    }
    let profile = ProfileForm(
      username: "demo", firstName: "", lastName: "", bio: "", zone: "UTC", locale: "en", weekStart: "1", clock: "")
    _ = try await world.office.saveProfile(profile, speaking: ["en"], of: world.owner, caller: .house)
    for name in (1...6).map({ "name-\($0)" }) + ["demo"] {
      _ = try await world.office.renameOwner(world.owner, to: name, caller: .house)
    }
    _ = try await world.office.setPicture(png(3), of: world.owner, caller: .house)
    try await world.office.removePicture(of: world.owner, caller: .house)
    try await world.wrote(SignUpForm(username: "ben", email: "ben@example.org", password: "a long sentence"))
    world.clock.advance(by: .seconds(86_401))
    _ = try await world.office.clearAccounts()
    _ = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: .house)
    world.clock.advance(by: .seconds(30 * 86_400 + 1))
    try await world.wrote(SignUpForm(username: "demo", email: "demo@example.net", password: "a long sentence"))
    let late = try await world.token("verify_address")
    guard case .signedIn = try await world.office.verify(late, password: "a long sentence", caller: .house) else {
      throw Unexpected("not verified in place of who closed it")
    }
  }

  private static func keepHouse(_ world: TestOffice) async throws {
    let (office, owner) = (world.office, world.owner)
    let date = TestOffice.berlin.local(TestOffice.monday).date
    try await office.changeHours(.always, in: .utc, of: owner, caller: .house)
    try await office.changeDate(date, to: .closed, of: owner, caller: .house)
    try await office.changeDate(date, to: nil, of: owner, caller: .house)
    let nights = try await world.schedule("Nights")
    _ = try await office.renameSchedule(nights, to: "Days", of: owner, caller: .house)
    _ = try await office.makeDefault(nights, of: owner, caller: .house)
    _ = try await office.makeDefault(try await world.schedule("Usual"), of: owner, caller: .house)
    #expect(try await world.delete(nights, usedBy: "old") == .deleted)
    let time = TimeRange(from: TestOffice.monday, to: TestOffice.monday.adding(minutes: 30))
    let event = OwnEvent(title: "Own", time: .timed(time), zone: TestOffice.berlin)
    let id = try await office.addEvent(event, of: owner, caller: .house)
    let other = EventForm(
      title: "Other", time: .timed(start: time.start, end: time.end.adding(minutes: 30)), zone: TestOffice.berlin)
    #expect(try await office.changeEvent(id, to: other, of: owner, caller: .house) == .changed)
    #expect(try await office.deleteEvent(id, of: owner, caller: .house) == .deleted)
    #expect(try await office.renameOwner(owner, to: "dana", caller: .house) == nil)
    #expect(try await office.renameOwner(owner, to: "demo", caller: .house) == nil)
    let calendar = try await world.open().calendar
    try await office.books.write([Calendars.setChecksConflicts(true, calendar, of: owner)], of: owner)
  }

  private static func meetOne(_ world: TestOffice) async throws {
    let booked = try await world.book { $0.guests = ["rosa@example.com"] }
    _ = try await world.move(booked, to: TestOffice.monday.adding(minutes: 60))
    guard case .done = try await world.office.cancel(booked.id, of: world.owner, reason: "", caller: .house) else {
      throw Unexpected("not cancelled")
    }
  }

  /// One of two goes.
  private static func meetMany(_ world: TestOffice) async throws {
    var group = Link(id: world.office.newLinkID(), title: "Group", slug: "group", durations: [30])
    group.seats = 3
    _ = try await world.office.saveLink(group, of: world.owner, caller: .house)
    let first = try await world.book(slug: "group", email: "a@example.com", key: "a")
    _ = try await world.book(slug: "group", email: "b@example.com", key: "b")
    guard case .done = try await world.office.cancel(first.id, of: world.owner, reason: "", caller: .house) else {
      throw Unexpected("not cancelled")
    }
    _ = try await world.office.switchLink(group.id, on: false, of: world.owner, caller: .house)
    try await world.office.deleteLink(group.id, of: world.owner, caller: .house)
    _ = try await world.office.restoreLink(group.id, of: world.owner, caller: .house)
  }

  private static func endDays(_ world: TestOffice) async throws {
    let booked = try await world.book(TestOffice.monday.adding(minutes: 120), key: "c")
    world.setTime("2026-11-24T00:00:00Z")
    #expect(try await world.office.completePast() == 2)
    guard case .done = try await world.office.markNoShow(booked.id, of: world.owner, caller: .house) else {
      throw Unexpected("not marked")
    }
  }
}
