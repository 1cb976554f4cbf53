import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct DossierPageTests {
  @Test func `a booking's page shows who, when in both zones, answers, letters and history`() async throws {
    try await withDesk({
      $0.questions = [.init(id: "why", label: "Why do you come?", kind: .text)]
    }) { desk in
      let id = try await desk.booked(changing: [
        "answer.why": "A plan", "notes": "See you", "guests": "bob@example.com", "phone": "",
      ])
      let page = try await desk.get(desk.path(.one(id))).page
      #expect(page.first("//h1")?.text == "Ada Moreau")
      #expect(page.first("//title")?.text == "Ada Moreau, Thursday 3 December · Calento")
      #expect(page.first("//p[@class='moment']")?.text == "Thursday 3 December 15:00 – 15:30")
      let pairs = page.all("//dl[@class='pairs']/dt").map(\.text)
      #expect(pairs == ["E-mail", "Their clock", "Where", "Comes with", "Why do you come?", "Their words"])
      let values = page.all("//dl[@class='pairs']/dd").map(\.text)
      #expect(values[0] == "ada@moreau.example" && values[1] == "Paris, 09:00 there" && values[4] == "A plan")
      #expect(page.first("//dd/a")?["href"] == "mailto:ada@moreau.example")
      #expect(
        page.first("//figure//svg")?["aria-label"] == "15:00 to 15:30 in Ho Chi Minh City is 09:00 to 09:30 in Paris")
      #expect(page.all("//section[@aria-labelledby='letters']//li").count == 3)
      #expect(
        page.all("//section[@aria-labelledby='changes']//li/div/p[1]").map(\.text) == [
          "Your guest booked Thursday 3 December, 15:00"
        ])
      #expect(page.has("//a[starts-with(@href, '/bookings/')]"))
    }
  }

  @Test func `a meeting without an address says so for as long as one can be sent`() async throws {
    try await withDesk({ $0.place = MeetingPlace(.zoom) }) { desk in
      let told = "No meeting address was given"
      let booking = try await desk.booked()
      let path = desk.path(.one(booking))
      let page = try await desk.get(path).page
      #expect(page.has("//p[starts-with(., '\(told)')]"))
      let place = page.first("//dd[preceding-sibling::dt[1]='Where']/a")
      #expect(place?["href"] == "mailto:ada@moreau.example?subject=Intro%20call")
      _ = try await desk.office.cancel(booking, of: desk.owner, reason: "", caller: .house)
      let after = try await desk.get(path).page
      #expect(!after.has("//p[starts-with(., '\(told)')]") && !after.has("//a[contains(@href, '?subject=')]"))
    }
  }

  @Test func `cancelling one of a group gives back a place, not the time`() async throws {
    try await withDesk({ $0.seats = 3 }) { desk in
      let id = try await desk.booked("Ada", key: "a")
      for name in ["Bob", "Chi"] { try await desk.booked(name, key: name) }
      let page = try await desk.get(desk.path(.one(id))).page
      let fold = try #require(page.first("//details[.//form[contains(@action, 'cancellation')]]"))
      #expect(fold.text.contains("Ada gets an e-mail, and their place in the group is free again."))
      let after = try await desk.follow(desk.path(.verb(id, .cancellation))).page
      #expect(after.done == "Cancelled. Your guest has been told, and their place in the group is free again.")
      #expect(!after.has("//dt[.='Seats']"))
      let line = try #require(try await desk.get("/app/bookings?when=cancelled").page.bookingLines.first)
      #expect(line.contains("Ada") && !line.contains("seats taken"))
    }
  }

  @Test func `what a guest's address holds opens nothing but a letter to them`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked(changing: ["email": "a?subject=x&bcc=eve%40e@example.com"])
      let page = try await desk.get(desk.path(.one(id))).page
      #expect(page.first("//dd/a")?["href"] == "mailto:a%3Fsubject%3Dx%26bcc%3Deve%2540e@example.com")
    }
  }

  @Test func `cancelling asks once in words, and the guest gets the owner's`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      let page = try await desk.get(desk.path(.one(id))).page
      let fold = try #require(page.first("//details[.//form[contains(@action, 'cancellation')]]"))
      #expect(fold.all("./summary").first?.text == "Cancel the meeting")
      #expect(fold.text.contains("Ada Moreau gets an e-mail, and the time is free again."))
      let after = try await desk.follow(desk.path(.verb(id, .cancellation)), [("reason", "I am ill.")])
      #expect(after.page.done == "Cancelled. Your guest has been told, and the time is free again.")
      #expect(after.page.has("//span[text()='cancelled']"))
      #expect(after.page.all("//main//p").contains { $0.text == "“I am ill.”" })
      #expect(!after.page.has("//section[@aria-label='What you can do']"))
      #expect(try await desk.letters("booking_cancelled").count == 2)
      #expect(try await desk.letters("booking_cancelled").allSatisfy { $0.hasSuffix("I am ill.") })
    }
  }

  @Test func `the same asked on a page of its own, for who has no room to unfold`() async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let id = try await desk.booked()
      let page = try await desk.get(desk.path(.verb(id, .refusal))).page
      #expect(page.first("//h1")?.text == "Decline Ada Moreau, Thursday 3 December, 15:00?")
      #expect(page.first("//main//form//a")?["href"] == desk.path(.one(id)))
      #expect(try await desk.status(id) == "pending")
      let after = try await desk.follow(desk.path(.verb(id, .refusal)), [("reason", "")])
      #expect(after.page.done == "Declined. Your guest has been told.")
      #expect(try await desk.status(id) == "declined")
    }
  }

  @Test(arguments: [BookingVerb.confirmation, .refusal, .cancellation])
  func `words that can't be kept come back as typed, and nothing is done`(verb: BookingVerb) async throws {
    try await withDesk({ $0.requiresConfirmation = true }) { desk in
      let id = try await desk.booked()
      let long = String(repeating: "é", count: 2_001)
      let reply = try await desk.post(desk.path(.verb(id, verb)), [("reason", long)])
      #expect(reply.status == 422)
      #expect(reply.page.first("//textarea")?.text == long)
      #expect(reply.page.has("//div[@role='alert' and @autofocus]//a[@href='#reason-\(verb.rawValue)']"))
      #expect(reply.page.has("//textarea[@id='reason-\(verb.rawValue)' and @aria-invalid='true']"))
      #expect(try await desk.status(id) == "pending")
    }
  }

  @Test func `a guest who did not come is marked, and that is taken back by one press`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      try desk.moveClock(to: "2026-12-03T09:00:00Z")
      let cookie = try await desk.guests.signedIn()
      let page = try await cookie.follow(desk.path(.verb(id, .absence))).page
      #expect(page.done == "Marked as not there.")
      let undo = try #require(page.first("//div[@role='status']//form"))
      let after = try await cookie.follow(undo["action"] ?? "")
      #expect(after.page.done == "Good: they came.")
      #expect(try await desk.status(id) == "completed")
    }
  }

  @Test func `what can't be done any more is said, not done`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      _ = try await desk.post(desk.path(.verb(id, .cancellation)))
      for verb in [BookingVerb.confirmation, .refusal, .absence, .presence] {
        let page = try await desk.follow(desk.path(.verb(id, verb))).page
        #expect(page.done == "Nothing was changed: the booking stands otherwise by now.")
        let asked = try await desk.get(desk.path(.verb(id, verb)))
        #expect(asked.status == 303 && asked["Location"] == desk.path(.one(id)))
      }
      #expect(try await desk.status(id) == "cancelled")
    }
  }

  @Test func `another time is offered after the link was deleted too`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked()
      for link in try await desk.office.linksToBook(of: desk.owner) {
        _ = try await desk.office.deleteLink(link.id, of: desk.owner, caller: .house)
      }
      let page = try await desk.get(desk.path(.one(id))).page
      #expect(page.has("//a[@href='\(desk.path(.reschedule(id)))']"))
      #expect(try await desk.get(desk.path(.reschedule(id))).page.has("//a[@class='slot']"))
      let after = try await desk.follow(desk.path(.reschedule(id)), [("start", "2026-12-04T08:00:00Z")])
      #expect(after.page.done == "Moved. Your guest has been told.")
    }
  }

  @Test func `another owner's booking is not there, by any address or form`() async throws {
    try await withDesk { ada in
      let id = try await ada.booked()
      try await withDesk { eve in
        let routes: [BookingsRoute] =
          [.one(id), .reschedule(id)] + BookingVerb.allCases.map { .verb(id, $0) }
        for route in routes {
          #expect(try await eve.get(eve.path(route)).status == 404)
          if case .one = route { continue }
          let sent = try await eve.post(eve.path(route), [("start", "2026-12-04T08:00:00Z"), ("anyway", "1")])
          #expect(sent.status == 404)
        }
      }
      #expect(try await ada.status(id) == "confirmed")
    }
  }

  @Test(arguments: ["", "x", "0199A000-0000-7000-8000-00000000ABCD", "0199a000-0000-7000-8000-00000000abcd"])
  func `an address of no booking leads nowhere`(id: String) async throws {
    try await withDesk { desk in
      for rest in ["", "/cancellation", "/reschedule", "/deletion", "/cancellation/more"] {
        let status = try await desk.get("/app/bookings/\(id)\(rest)").status
        #expect(status == 404 || status == 308 || (id.isEmpty && rest.isEmpty), "\(id)\(rest)")
      }
    }
  }
}
