import Mail
import Scheduling
import Store
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
        Your words: A first plan.

        See the booking:
        \(page)

        Change the time:
        \(page)/reschedule

        Cancel:
        \(page)/cancel

        --\u{20}
        Sent for Lan Nguyen to ada@moreau.example, because this address booked.
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
        Lời của khách: A first plan.

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
        Sent for Lan Nguyen to ada@moreau.example, because this address booked.
        Sent by Calento

        """)
  }

  @Test func `a move says from where`() throws {
    var booking = BookingCase()
    booking.movedFrom = "2026-12-02T23:30:00Z"
    let letter = try booking.letter(.bookingRescheduled)
    #expect(letter.subject == "Moved: Intro call with Lan Nguyen, now Thursday 3 December, 09:00")
    #expect(letter.text.contains("\n\nBefore: 00:30 on Thursday 3 December\nWhere: "))
    booking.status = .pending
    #expect(try booking.letter(.bookingRescheduled).text.hasPrefix("You asked Lan Nguyen for Thursday"))
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
