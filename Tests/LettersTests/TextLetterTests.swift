import Mail
import Scheduling
import Store
import TestSupport
import Testing

/// Whole letters, word by word.
@Suite struct TextLetterTests {
  @Test func `a guest is told that a booking stands`() throws {
    var booking = BookingCase()
    booking.phone = "+33 1 23 45 67 89"
    booking.companions = ["paul@moreau.example"]
    let letter = try booking.letter(.bookingConfirmed)
    #expect(letter.subject == "Booked: Intro call with Lan Nguyen, Thursday 3 December, 09:00")
    #expect(
      letter.text == """
        You meet Lan Nguyen on Thursday 3 December at\u{a0}09:00.

        Paris time, for 30 minutes. For Lan Nguyen in Ho Chi Minh City it is 15:00.

        Where: https://meet.example.org/lan-ada
        With: Lan Nguyen, Ada Moreau, paul@moreau.example
        Notes: A first plan.

        See the booking:
        \(page)

        Change the time:
        \(page)/reschedule

        Cancel:
        \(page)/cancel

        --\u{20}
        Sent for Lan Nguyen to ada@moreau.example, because a meeting was booked for this address.
        Sent by Calento

        """)
  }

  @Test func `an owner is told in their own language and zone`() throws {
    var booking = BookingCase()
    booking.phone = "+33 1 23 45 67 89"
    let letter = try booking.letter(.bookingConfirmed, to: .owner)
    #expect(letter.subject == "Lịch hẹn mới: Ada Moreau, Intro call, thứ Năm, ngày 3 tháng 12, 15:00")
    #expect(
      letter.text == """
        Ada Moreau gặp bạn vào thứ Năm, ngày 3 tháng 12, lúc\u{a0}15:00.

        Giờ TP. Hồ Chí Minh, trong 30 phút. Với Ada Moreau ở Paris, đó là 09:00.

        Ở đâu: https://meet.example.org/lan-ada
        Với: Ada Moreau (ada@moreau.example)
        Điện thoại: +33 1 23 45 67 89
        Ghi chú: A first plan.

        Xem lịch hẹn:
        https://book.example/app/bookings/02020202-0202-0202-0202-020202020202

        --\u{20}
        Thư gửi đến lan@nguyen.example, vì đây là trang đặt lịch của bạn.
        Gửi bởi Calento

        """)
  }

  @Test func `who comes along is told, and given no way to change it`() throws {
    var booking = BookingCase()
    booking.companions = ["paul@moreau.example", "rosa@moreau.example"]
    let letter = try booking.letter(.bookingConfirmed, to: .companion)
    #expect(letter.to.map(\.address) == ["paul@moreau.example"])
    #expect(
      letter.text == """
        You meet Lan Nguyen on Thursday 3 December at\u{a0}09:00.

        Paris time, for 30 minutes. For Lan Nguyen in Ho Chi Minh City it is 15:00.

        Where: https://meet.example.org/lan-ada
        With: Lan Nguyen, Ada Moreau

        --\u{20}
        Sent for Lan Nguyen to paul@moreau.example, because Ada Moreau brings you along.
        Sent by Calento

        """)
    #expect(!String(decoding: letter.bytes, as: UTF8.self).contains("/bookings/"))
  }

  @Test func `a guest is told that a booking waits, and its owner asked for an answer`() throws {
    var booking = BookingCase()
    booking.status = .pending
    booking.ownerLocale = "en"
    let guest = try booking.letter(.bookingPending)
    #expect(guest.subject == "Asked for: Intro call with Lan Nguyen, Thursday 3 December, 09:00")
    #expect(guest.text.hasPrefix("You asked Lan Nguyen for Thursday 3 December at\u{a0}09:00.\n"))
    #expect(
      guest.text.contains(
        "\n\nLan Nguyen will say yes or no, and a letter tells you which. Until then the time is kept for you.\n\n"))
    let owner = try booking.letter(.bookingPending, to: .owner)
    #expect(owner.subject == "Please answer: Ada Moreau, Intro call, Thursday 3 December, 15:00")
    #expect(owner.text.hasPrefix("Ada Moreau asks for Thursday 3 December at\u{a0}15:00.\n"))
    #expect(owner.text.contains("\n\nAnswer Ada Moreau:\nhttps://book.example/app/bookings/"))
  }

  @Test(arguments: [
    (MeetingPlace(.zoom, "https://zoom.example/j/1"), "Zoom; the address comes once Lan Nguyen says yes"),
    (.init(.phone, "+84 28 1234"), "Phone call; the number comes once Lan Nguyen says yes"),
    (.init(.inPerson, "12 Nguyen Hue"), "12 Nguyen Hue"), (.init(.link), "Video call; Lan Nguyen sends the address"),
  ])
  func `until a booking is agreed upon its guest is told no number and no address of a call`(
    place: MeetingPlace, said: String
  ) throws {
    var booking = BookingCase()
    booking.place = place
    booking.movedFrom = "2026-12-02T23:30:00Z"
    booking.companions = ["paul@moreau.example"]
    booking.status = .pending
    for template in [LetterTemplate.bookingPending, .bookingRescheduled] {
      for reader in [LetterFacts.Reader.guest, .companion] {
        let letter = try booking.letter(template, to: reader)
        #expect(letter.text.contains("Where: \(said)\n"))
        #expect(letter.page.all("//td").contains { $0.text == said })
      }
    }
    let location = try booking.letter(.bookingRescheduled).calendarLines.filter { $0.hasPrefix("LOCATION") }
    #expect(location == ["LOCATION:" + said.replacing(";", with: "\\;")])
    if !place.details.isEmpty {
      let owner = try booking.letter(.bookingPending, to: .owner)
      #expect(owner.text.contains(place.details))
      booking.status = .confirmed
      #expect(try booking.letter(.bookingConfirmed).text.contains(place.details))
    }
  }

  @Test func `what was declined or called off tells calendars no place`() throws {
    var booking = BookingCase()
    booking.movedFrom = "2026-12-02T23:30:00Z"
    booking.cancelledBy = .owner
    for (status, template) in [
      (BookingStatus.declined, LetterTemplate.bookingDeclined), (.cancelled, .bookingCancelled),
    ] {
      booking.status = status
      let lines = try booking.letter(template).calendarLines
      #expect(lines.contains("STATUS:CANCELLED") && !lines.contains { $0.hasPrefix("LOCATION") })
    }
  }

  @Test func `a guest is told of a no, with its reason and a way on`() throws {
    var booking = BookingCase()
    booking.status = .declined
    booking.cancelledBy = .owner
    booking.reason = "On the road.\nWould Friday do?"
    let letter = try booking.letter(.bookingDeclined)
    #expect(letter.subject == "Declined: Intro call with Lan Nguyen, Thursday 3 December, 09:00")
    #expect(
      letter.text == """
        Lan Nguyen cannot make Thursday 3 December at\u{a0}09:00.

        The meeting will not take place at that time. Another one may suit you both.

        Reason: On the road.
        Would Friday do?

        Find another time:
        https://book.example/lan/intro-call

        --\u{20}
        Sent for Lan Nguyen to ada@moreau.example, because a meeting was asked for with this address.
        Sent by Calento

        """)
  }

  @Test(arguments: [LetterTemplate.bookingDeclined, .bookingCancelled])
  func `nobody is led to a link that takes no bookings any more`(template: LetterTemplate) throws {
    var booking = BookingCase()
    booking.status = template == .bookingDeclined ? .declined : .cancelled
    booking.cancelledBy = .owner
    #expect(try booking.letter(template).text.contains("\n\nFind another time:\nhttps://book.example/lan/intro-call\n"))
    booking.leadsOn = false
    let letter = try booking.letter(template)
    #expect(!letter.text.contains("another time:") && !letter.text.contains("/lan/intro-call"))
    #expect(!String(decoding: letter.bytes, as: UTF8.self).contains("/lan/intro-call"))
  }

  @Test(arguments: [
    (LetterTemplate.bookingConfirmed, BookingStatus.confirmed, "a meeting was booked for this address"),
    (.bookingRescheduled, .confirmed, "a meeting was booked for this address"),
    (.bookingPending, .pending, "a meeting was asked for with this address"),
    (.bookingRescheduled, .pending, "a meeting was asked for with this address"),
    (.bookingDeclined, .declined, "a meeting was asked for with this address"),
    (.bookingCancelled, .cancelled, "this address was given for the meeting"),
  ])
  func `a letter says what it was sent for`(template: LetterTemplate, status: BookingStatus, why: String) throws {
    var booking = BookingCase()
    booking.status = status
    let foot = "\nSent for Lan Nguyen to ada@moreau.example, because \(why).\n"
    #expect(try booking.letter(template).text.contains(foot))
  }

  @Test func `a move says from where`() throws {
    var booking = BookingCase()
    booking.movedFrom = "2026-12-02T23:30:00Z"
    let letter = try booking.letter(.bookingRescheduled)
    #expect(letter.subject == "Moved: Intro call with Lan Nguyen, now Thursday 3 December, 09:00")
    #expect(letter.text.contains("\n\nBefore: 00:30 on Thursday 3 December\nWhere: "))
  }

  @Test func `a move that waits for a yes says so to everyone, from its subject on`() throws {
    var booking = BookingCase()
    booking.ownerLocale = "en"
    booking.status = .pending
    booking.movedFrom = "2026-12-02T23:30:00Z"
    booking.companions = ["paul@moreau.example"]
    let guest = try booking.letter(.bookingRescheduled)
    #expect(guest.subject == "Another time asked for: Intro call with Lan Nguyen, Thursday 3 December, 09:00")
    #expect(guest.text.hasPrefix("You asked Lan Nguyen for Thursday 3 December"))
    #expect(guest.page.first("//td/p")?.text == "Intro call, not confirmed yet")
    #expect(guest.text.contains("\nBefore: 00:30 on Thursday 3 December\n"))
    let companion = try booking.letter(.bookingRescheduled, to: .companion)
    #expect(companion.text.hasPrefix("Ada Moreau asked Lan Nguyen for Thursday 3 December"))
    let owner = try booking.letter(.bookingRescheduled, to: .owner)
    #expect(
      owner.subject == "Please answer: Ada Moreau asks for another time, Intro call, Thursday 3 December, 15:00")
    #expect(owner.page.first("//td/p")?.text == "Intro call, waiting for you")
  }

  @Test func `with a yes or another time an owner sends a word along`() throws {
    var booking = BookingCase()
    booking.cancelledBy = .owner
    booking.reason = "My train is late."
    for template in [LetterTemplate.bookingConfirmed, .bookingRescheduled] {
      #expect(try booking.letter(template).text.contains("\nLan Nguyen writes: My train is late.\n"))
      booking.ownerLocale = "en"
      #expect(try booking.letter(template, to: .owner).text.contains("\nYour words: My train is late.\n"))
    }
  }

  @Test(arguments: [
    (Party.guest, LetterFacts.Reader.guest, "You called it off, and Lan Nguyen has been told."),
    (.guest, .owner, "Ada Moreau called it off. The time is free again."),
    (.guest, .companion, "Ada Moreau called it off."), (.owner, .guest, "Lan Nguyen called it off."),
    (.owner, .owner, "You called it off, and Ada Moreau has been told."), (.system, .guest, "It was called off."),
    (.system, .owner, "It was called off. The time is free again."),
  ])
  func `a cancellation says whose it was`(party: Party, reader: LetterFacts.Reader, sentence: String) throws {
    var booking = BookingCase()
    booking.ownerLocale = "en"
    booking.status = .cancelled
    booking.cancelledBy = party
    booking.companions = ["paul@moreau.example"]
    let letter = try booking.letter(.bookingCancelled, to: reader)
    #expect(letter.subject.hasPrefix("Cancelled: "))
    #expect(letter.text.contains("\n\n\(sentence)\n\n"))
    #expect(!letter.text.contains("/cancel"))
  }

  private let page = "https://book.example/bookings/AQEBAQEBAQEBAQEBAQEBAROMr-d9XZ_FNpboyt5yRl8PQsx1Vupq-TpQBHlbw7jK"
}
