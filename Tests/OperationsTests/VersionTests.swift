import CivilTime
import Crypto
import FoundationEssentials
import Postgres
import Scheduling
import Store
import TestSupport
import Testing

@testable import Operations

/// Every write that can change a page or a slot raises its owner's version: copies elsewhere are known to be old by that
/// alone.
@Suite struct VersionTests {
  private static func version(_ world: TestOffice) async throws -> Int {
    try await world.count("SELECT version FROM owners WHERE user_id = \(world.owner)")
  }

  /// A write operation, after what has to be there for it to have something to do.
  private struct Write: Sendable {
    let name: String
    var prepare: @Sendable (TestOffice) async throws -> UUID? = { _ in nil }
    let run: @Sendable (TestOffice, UUID?) async throws -> Void
  }

  private static let booked: @Sendable (TestOffice) async throws -> UUID? = { world in
    try await world.book().id.uuid
  }

  private static let writes: [Write] = [
    Write(name: "saveLink") { world, _ in
      _ = try await world.office.saveLink(world.link, of: world.owner, caller: .house)
    },
    Write(name: "changeHours") { world, _ in
      try await world.office.changeHours(.always, in: .utc, of: world.owner, caller: .house)
    },
    Write(name: "changeDate") { world, _ in
      try await world.office.changeDate(.first, to: .closed, of: world.owner, caller: .house)
    },
    Write(name: "changeDates") { world, _ in _ = try await world.closeMonday() },
    Write(
      name: "clearDates",
      prepare: { world in
        _ = try await world.closeMonday()
        return nil
      },
      run: { world, _ in
        let monday = TestOffice.berlin.local(TestOffice.monday).date
        _ = try await world.office.clearDates(monday...monday, of: world.owner, caller: .house)
      }),
    Write(name: "createSchedule") { world, _ in
      _ = try await world.office.createSchedule(named: "Nights", of: world.owner, caller: .house)
    },
    Write(
      name: "renameSchedule", prepare: secondSchedule,
      run: { world, id in
        guard let id else { return }
        _ = try await world.office.renameSchedule(ScheduleID(id), to: "Days", of: world.owner, caller: .house)
      }),
    Write(
      name: "makeDefault", prepare: secondSchedule,
      run: { world, id in
        guard let id else { return }
        _ = try await world.office.makeDefault(ScheduleID(id), of: world.owner, caller: .house)
      }),
    Write(
      name: "deleteSchedule", prepare: secondSchedule,
      run: { world, id in
        guard let id else { return }
        _ = try await world.office.deleteSchedule(ScheduleID(id), of: world.owner, caller: .house)
      }),
    Write(name: "addEvent") { world, _ in
      _ = try await world.office.addEvent(world.event, of: world.owner, caller: .house)
    },
    Write(
      name: "shapeSchedule", prepare: secondSchedule,
      run: { world, id in
        guard let id else { return }
        var form = ScheduleForm()
        form.zone = "Asia/Tokyo"
        _ = try await world.office.shapeSchedule(ScheduleID(id), form, of: world.owner, caller: .house)
      }),
    Write(
      name: "changeEvent",
      prepare: { try await $0.office.addEvent($0.event, of: $0.owner, caller: .house).uuid },
      run: { world, event in
        guard let event else { return }
        let time = EventForm.Time.timed(start: TestOffice.monday, end: TestOffice.monday.adding(minutes: 90))
        let form = EventForm(title: "Other", time: time, zone: TestOffice.berlin)
        _ = try await world.office.changeEvent(EventID(event), to: form, of: world.owner, caller: .house)
      }),
    Write(
      name: "deleteEvent",
      prepare: { try await $0.office.addEvent($0.event, of: $0.owner, caller: .house).uuid },
      run: { world, event in
        guard let event else { return }
        _ = try await world.office.deleteEvent(EventID(event), of: world.owner, caller: .house)
      }),
    Write(name: "renameOwner") { world, _ in
      _ = try await world.office.renameOwner(world.owner, to: "dana", caller: .house)
    },
    Write(name: "book") { world, _ in _ = try await world.book() },
    Write(name: "reschedule", prepare: booked) { world, _ in
      _ = try await world.move(try await world.book(), to: TestOffice.monday.adding(minutes: 60))
    },
    Write(name: "confirm", prepare: booked) { world, booking in
      guard let booking else { return }
      _ = try await world.office.confirm(BookingID(booking), of: world.owner, caller: .house)
    },
    Write(name: "decline", prepare: booked) { world, booking in
      guard let booking else { return }
      _ = try await world.office.decline(BookingID(booking), of: world.owner, reason: "", caller: .house)
    },
    Write(name: "cancel", prepare: booked) { world, booking in
      guard let booking else { return }
      _ = try await world.office.cancel(BookingID(booking), of: world.owner, reason: "", caller: .house)
    },
    Write(name: "completePast", prepare: confirmedAndOver) { world, _ in _ = try await world.office.completePast() },
    Write(name: "markNoShow", prepare: confirmedAndOver) { world, booking in
      guard let booking else { return }
      _ = try await world.office.markNoShow(BookingID(booking), of: world.owner, caller: .house)
    },
    Write(
      name: "undoNoShow",
      prepare: { world in
        let booked = try await confirmedAndOver(world)
        if let booked { _ = try await world.office.markNoShow(BookingID(booked), of: world.owner, caller: .house) }
        return booked
      },
      run: { world, booking in
        guard let booking else { return }
        _ = try await world.office.undoNoShow(BookingID(booking), of: world.owner, caller: .house)
      }),
    Write(name: "move", prepare: booked) { world, booking in
      guard let booking else { return }
      let later = TestOffice.monday.adding(minutes: 60)
      _ = try await world.office.move(BookingID(booking), of: world.owner, to: later, caller: .house)
    },
    Write(name: "cancelMeeting", prepare: { try await $0.pair() }) { world, booking in
      guard let booking else { return }
      _ = try await world.office.cancelMeeting(of: BookingID(booking), world.owner, reason: "", caller: .house)
    },
    Write(name: "moveMeeting", prepare: { try await $0.pair() }) { world, booking in
      guard let booking else { return }
      let later = TestOffice.monday.adding(minutes: 60)
      _ = try await world.office.moveMeeting(of: BookingID(booking), world.owner, to: later, caller: .house)
    },
    Write(name: "duplicateLink") { world, _ in _ = try await world.duplicate(world.link.id) },
    Write(name: "switchLink") { world, _ in
      _ = try await world.office.switchLink(world.link.id, on: false, of: world.owner, caller: .house)
    },
    Write(name: "verify", prepare: unverified) { world, _ in
      _ = try await world.office.verify(
        LinkToken(owner: world.owner.uuid, token: TestAccount.proof), password: TestAccount.password, caller: .house)
    },
    Write(name: "closeAccount", prepare: knownPassword) { world, _ in
      _ = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: .house)
    },
    Write(
      name: "reopenAccount",
      prepare: { world in
        _ = try await knownPassword(world)
        _ = try await world.office.closeAccount(TestAccount.password, of: world.owner, caller: .house)
        return nil
      },
      run: { world, _ in
        let ticket = try await world.office.makeTicket(for: .reopening, of: world.owner)
        _ = try await world.office.reopenAccount(ticket, caller: .house)
      }),
    Write(name: "saveProfile") { world, _ in
      let form = ProfileForm(
        username: "dana", firstName: "", lastName: "", bio: "", zone: "UTC", locale: "en", weekStart: "1", clock: "")
      _ = try await world.office.saveProfile(form, speaking: ["en"], of: world.owner, caller: .house)
    },
    Write(name: "setPicture") { world, _ in
      _ = try await world.office.setPicture(png(3), of: world.owner, caller: .house)
    },
    Write(name: "removePicture") { world, _ in
      try await world.office.removePicture(of: world.owner, caller: .house)
    },
    Write(name: "deleteLink") { world, _ in
      try await world.office.deleteLink(world.link.id, of: world.owner, caller: .house)
    },
    Write(
      name: "restoreLink",
      prepare: { world in
        try await world.office.deleteLink(world.link.id, of: world.owner, caller: .house)
        return nil
      },
      run: { world, _ in
        _ = try await world.office.restoreLink(world.link.id, of: world.owner, caller: .house)
      }),
  ]

  private static let secondSchedule: @Sendable (TestOffice) async throws -> UUID? = { world in
    try await world.schedule("Nights").uuid
  }

  private static let knownPassword: @Sendable (TestOffice) async throws -> UUID? = { world in
    try await TestAccount(world: world).setPassword(TestAccount.password, of: world.owner)
    return nil
  }

  private static let unverified: @Sendable (TestOffice) async throws -> UUID? = { world in
    let proof = TestAccount.proof
    _ = try await knownPassword(world)
    _ = try await world.database.query("UPDATE users SET email_verified = false")
    _ = try await world.database.query(
      Accounts.expectVerification(world.owner, proof.digest, until: .distantFuture, at: world.office.now))
    return nil
  }

  private static let confirmedAndOver: @Sendable (TestOffice) async throws -> UUID? = { world in
    let booked = try await world.book()
    _ = try await world.office.confirm(booked.id, of: world.owner, caller: .house)
    world.setTime("2026-11-24T00:00:00Z")
    return booked.id.uuid
  }

  @Test(arguments: writes.indices) func `every write raises the version, once`(_ index: Int) async throws {
    try await withOffice({ $0.requiresConfirmation = true }) { world in
      let write = Self.writes[index]
      let prepared = try await write.prepare(world)
      let before = try await Self.version(world)
      try await write.run(world, prepared)
      #expect(try await Self.version(world) == before + 1, "\(write.name)")
    }
  }

  /// What only looks.
  private static let reads: Set<String> = [
    "owner", "version", "checkedVersion", "link", "knownLink", "booking", "token", "choices", "links", "linkSchedules",
    "previewLink", "deletedLink",
    "schedules", "explainDay", "today",
    "bookings", "export", "dossier", "meeting", "objections", "linksToBook", "linksOfBookings", "ownersTimes",
    "accessTokens", "countAccessTokens", "secondFactor",
    "events", "event", "calendars", "letters", "letter",
    "address", "resetting", "waitingEmail", "picture", "devices", "activity", "lastChange", "countAhead",
    "lastProfileChange", "presentName", "deviceMark",
    "signUpRefusals", "fingerprint", "visitor", "recoveryCodesMark",
  ]

  /// What changes nothing that a page or a slot is made of.
  private static let asides: Set<String> = [
    "waitToBook", "session", "signIn", "signOut", "forgotPassword", "resetPassword",
    "changeEmail", "forgetNewEmail", "changePassword",
    "signOutOthers", "makeAccount", "replacePassword", "exportData", "eachEvent", "aside", "clearAccounts",
    "bearer", "isOurs", "createAccessToken", "revokeAccessToken",
    "putStepsAway", "sendLetterAgain", "putLetterAway", "takeKey", "keep", "release", "waitToCompare",
    "beginSecondFactor", "giveUpSecondFactor", "confirmSecondFactor", "newRecoveryCodes", "switchOffSecondFactor",
    "rescue", "signInSecondStep",
  ]

  @Test func `no write operation is missing here`() throws {
    let folder = "\(Checkout.root)/Sources/Operations"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
    var verbs: Set<String> = []
    for file in files {
      for office in try Checkout.text("Sources/Operations/\(file)").split(separator: "\nextension Office {\n")
        .dropFirst()
      {
        let body = office.split(separator: "\n}", omittingEmptySubsequences: false)[0]
        for verb in body.matches(of: /public func ([A-Za-z]+)/) { verbs.insert(String(verb.1)) }
      }
    }
    // An owner who is being made has no version before, and one who was never there has none after.
    verbs.subtract(
      Self.reads.union(Self.asides).union(["createOwner", "newLinkID", "newAccessTokenID", "signUp", "declineSignUp"]))
    #expect(verbs == Set(Self.writes.map(\.name)))
  }

  @Test func `what is refused, or done already, raises nothing`() async throws {
    try await withOffice { world in
      let booked = try await world.book()
      let other = try await world.book(TestOffice.monday.adding(minutes: 30), key: "form-3")
      _ = try await world.office.cancel(other.id, of: world.owner, reason: "", caller: .house)
      let before = try await Self.version(world)
      #expect(try await world.office.book(world.request(key: "form-2")).isTaken)
      #expect(try await world.another().book(world.request(key: "form-2")).isTaken)
      _ = try await world.reschedule(booked, to: TestOffice.monday.adding(minutes: 7))
      _ = try await world.reschedule(booked, to: TestOffice.monday)
      _ = try await world.office.cancel(other.id, of: world.owner, reason: "", caller: .house)
      _ = try await world.office.confirm(other.id, of: world.owner, caller: .house)
      _ = try await world.office.markNoShow(booked.id, of: world.owner, caller: .house)
      #expect(try await world.office.completePast() == 0)
      var link = world.link
      link.slug = "Not A Slug"
      #expect(try await world.office.saveLink(link, of: world.owner, caller: .house) == .refused(.slugUnfit))
      for (name, conflict) in [("login", Conflict.usernameUnfit), ("De mo", .usernameUnfit), ("-x", .usernameUnfit)] {
        #expect(try await world.office.renameOwner(world.owner, to: name, caller: .house) == conflict)
      }
      #expect(try await Self.version(world) == before)
    }
  }
}
