internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Where a booking can be put into a calendar: the three that take an address, and a file for all others.
struct CalendarLinks {
  private let booking: Appointment
  private let token: String
  private let edition: GuestEdition

  init(_ booking: Appointment, _ token: String, _ edition: GuestEdition) {
    self.booking = booking
    self.token = token
    self.edition = edition
  }

  var all: [TabView] {
    [
      TabView(text: "Google", address: google, isCurrent: false),
      TabView(text: "Outlook", address: microsoft(host: "outlook.live.com"), isCurrent: false),
      TabView(text: "Office 365", address: microsoft(host: "outlook.office.com"), isCurrent: false),
      TabView(
        text: edition.words.text(.calendarFile), address: Route.booking(token, .calendar).address, isCurrent: false),
    ]
  }

  private var title: String {
    edition.words.text(.eventTitle, ["title": booking.title, "name": booking.owner.name])
  }

  /// What the calendar says of it; the booking's own address stays here, since whoever sees the calendar could use it.
  private var place: String? { booking.place.details.isEmpty ? nil : booking.place.details }

  private var google: String {
    var query = QueryText()
    query.add("action", "TEMPLATE")
    query.add("text", title)
    query.add("dates", CalendarLinks.basic(booking.time.start) + "/" + CalendarLinks.basic(booking.time.end))
    query.add("location", place)
    return "https://calendar.google.com/calendar/render" + query.text
  }

  private func microsoft(host: String) -> String {
    var query = QueryText()
    query.add("path", "/calendar/action/compose")
    query.add("rru", "addevent")
    query.add("subject", title)
    query.add("startdt", booking.time.start.description)
    query.add("enddt", booking.time.end.description)
    query.add("location", place)
    return "https://\(host)/calendar/0/deeplink/compose" + query.text
  }

  /// `20261203T080000Z`
  private static func basic(_ instant: Instant) -> String {
    Instant(seconds: instant.seconds).description.filter { $0 != "-" && $0 != ":" }
  }
}
