import Store
import TestSupport

@testable import Web

/// One of every address behind `/app`, with these rows in it.
struct EveryDeskRoute: Sendable {
  var link = LinkID("0199a000-0000-7000-8000-00000000abc1")!
  var booking = BookingID("0199a000-0000-7000-8000-00000000abc2")!
  var schedule = ScheduleID("0199a000-0000-7000-8000-00000000abc3")!
  var letter = LetterID("0199a000-0000-7000-8000-00000000abc6")!
  var device = SessionID("0199a000-0000-7000-8000-00000000abc4")!
  var token = AccessTokenID("0199a000-0000-7000-8000-00000000abc5")!

  /// Of rows that are nobody's.
  static let usual = EveryDeskRoute().routes

  var routes: [DeskRoute] {
    [.today, .activity] + links.map { .links($0) } + availability.map { .availability($0) }
      + bookings.map { .bookings($0) } + settings.map { .settings($0) }
  }

  /// What stands in their addresses, by what forms and queries call it.
  var ids: [(String, String)] {
    [
      ("link", "\(link)"), ("schedule", "\(schedule)"), ("schedule_id", "\(schedule)"), ("booking", "\(booking)"),
      ("on", "\(link)"), ("id", "\(link)"), ("undo", "\(link)"), ("device", "\(device)"), ("token", "\(token)"),
    ]
  }

  private var links: [LinksRoute] { [.all, .new] + LinkRoutePart.allCases.map { .one(link, $0) } }

  private var availability: [AvailabilityRoute] {
    [.all, .dates, .datesRemoval, .why, .schedules] + SchedulePart.allCases.map { .schedule(schedule, $0) }
  }

  private var bookings: [BookingsRoute] {
    [.all, .export, .new, .one(booking), .reschedule(booking)] + BookingVerb.allCases.map { .verb(booking, $0) }
      + MeetingVerb.allCases.map { .meeting(booking, $0) } + LetterVerb.allCases.map { .letter(booking, letter, $0) }
  }

  private var settings: [SettingsRoute] {
    let plain: [SettingsRoute] = [
      .all, .picture, .signIn, .email, .password, .devices, .device(device), .data, .export, .calendar, .closing,
      .tokens(.all), .tokens(.revoke(token)),
    ]
    return plain + SecurityRoute.allCases.map { .security($0) }
  }
}
