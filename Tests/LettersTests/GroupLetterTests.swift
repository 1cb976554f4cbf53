import Mail
import Scheduling
import Store
import TestSupport
import Testing

/// A group's guest has a place in a meeting that may well take place without them.
@Suite struct GroupLetterTests {
  private static func booking(_ share: LetterFacts.Share, _ status: BookingStatus, by party: Party? = nil)
    -> BookingCase
  {
    var booking = BookingCase()
    booking.ownerLocale = "en"
    booking.companions = ["paul@moreau.example"]
    (booking.share, booking.status, booking.cancelledBy) = (share, status, party)
    return booking
  }

  @Test(arguments: [
    (
      LetterFacts.Share.place, Party.guest, LetterFacts.Reader.guest,
      "You gave up your place, and Lan Nguyen has been told."
    ),
    (.place, .guest, .companion, "Ada Moreau cancelled your place."),
    (
      .place, .guest, .owner,
      "Ada Moreau gave up their place in the group. The place is free again; others keep theirs."
    ),
    (
      .lastPlace, .guest, .owner,
      "Ada Moreau gave up their place in the group. Nobody else had a place: the time is free again."
    ),
    (.place, .owner, .guest, "Lan Nguyen cancelled your place."),
    (.place, .owner, .companion, "Lan Nguyen cancelled your place."),
    (.place, .owner, .owner, "You cancelled their place in the group, and Ada Moreau has been told."),
    (.lastPlace, .owner, .owner, "You cancelled their place in the group, and Ada Moreau has been told."),
    (.lastPlace, .owner, .guest, "Lan Nguyen cancelled your place."),
    (.place, .system, .owner, "It was called off. The place is free again; others keep theirs."),
  ])
  func `of a group a place is cancelled, and the time is free only when nobody is left`(
    share: LetterFacts.Share, party: Party, reader: LetterFacts.Reader, sentence: String
  ) throws {
    let letter = try Self.booking(share, .cancelled, by: party).letter(.bookingCancelled, to: reader)
    #expect(letter.text.contains("\n\n\(sentence)\n\n"))
    #expect(letter.page.all("//p").contains { $0.text == sentence })
  }

  @Test func `who is declined a place in a group is not told that the meeting is off`() throws {
    let booking = Self.booking(.place, .declined, by: .owner)
    for reader in [LetterFacts.Reader.guest, .companion] {
      let letter = try booking.letter(.bookingDeclined, to: reader)
      #expect(letter.text.hasPrefix("Lan Nguyen has no place for you on Thursday 3 December at\u{a0}09:00.\n"))
      #expect(letter.text.contains("\n\nYou are not expected at that time. Another one may have a place.\n\n"))
    }
    let owner = try booking.letter(.bookingDeclined, to: .owner).text
    #expect(owner.contains("\n\nAda Moreau has been told, and the place in the group is free again.\n\n"))
  }

  @Test func `what waits for a yes in a group keeps a place, not the time`() throws {
    let booking = Self.booking(.place, .pending)
    #expect(
      try booking.letter(.bookingPending).text.contains(
        "\n\nLan Nguyen will say yes or no, and a letter tells you which. Until then your place is kept.\n\n"))
    #expect(
      try booking.letter(.bookingPending, to: .owner).text.contains(
        "\n\nThe place in the group is kept until you answer. Ada Moreau is told either way.\n\n"))
  }

  @Test func `no letter to a group's people says that the time is kept for them, off, or free`() throws {
    let single = ["time is free", "time is kept", "called it off", "will not take place", "cannot make"]
    let singleVietnamese = [
      "giờ này lại trống", "giờ này được giữ", "Giờ này được giữ", "Giờ này lại trống", "hủy cuộc hẹn", "không diễn ra",
    ]
    for locale in ["en", "vi"] {
      for (template, status) in Self.stages {
        for reader in LetterFacts.Reader.allCases {
          for party in [Party.guest, .owner] {
            var booking = Self.booking(.place, status, by: status == .cancelled || status == .declined ? party : nil)
            (booking.guestLocale, booking.ownerLocale) = (locale, locale)
            let letter = try booking.letter(template, to: reader)
            for words in single + singleVietnamese {
              #expect(!letter.text.contains(words), "\(template) to \(reader) in \(locale)")
              #expect(letter.page.all("//body").allSatisfy { !$0.text.contains(words) })
            }
          }
        }
      }
    }
  }

  private static let stages: [(LetterTemplate, BookingStatus)] = [
    (.bookingConfirmed, .confirmed), (.bookingPending, .pending), (.bookingDeclined, .declined),
    (.bookingRescheduled, .confirmed), (.bookingRescheduled, .pending), (.bookingCancelled, .cancelled),
  ]

  @Test func `a letter from before places were told of speaks of the time`() throws {
    var booking = Self.booking(.whole, .cancelled, by: .guest)
    let whole = try booking.letter(.bookingCancelled, to: .owner).text
    #expect(whole.contains("\n\nAda Moreau called it off. The time is free again.\n\n"))
    booking.share = nil
    #expect(try booking.letter(.bookingCancelled, to: .owner).text == whole)
  }
}
