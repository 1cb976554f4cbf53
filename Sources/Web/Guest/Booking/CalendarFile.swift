internal import CivilTime
internal import HTTP
internal import ICalendar
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// A booking as a file that every calendar takes in.
struct CalendarFile: Page {
  let token: String
  let desk: GuestDesk

  func answer(_ request: Request) -> Answer {
    desk.booking(token, request) { booking, drawing in
      var response = Response(
        type: "text/calendar; charset=utf-8", bytes: calendar(booking, drawing.edition).text)
      response.headers.add(.contentDisposition, "attachment; filename=\"\(booking.slug).ics\"")
      response.headers.add(.cacheControl, GuestDesk.Caching.never.rawValue)
      return response
    }
  }

  private func calendar(_ booking: Appointment, _ edition: GuestEdition) -> ICalendar.Calendar {
    var calendar = ICalendar.Calendar(method: .publish)
    calendar.events = [event(booking, edition)]
    return calendar
  }

  /// Under the same name and number as in the letters, so that a calendar knows one from the other.
  private func event(_ booking: Appointment, _ edition: GuestEdition) -> Event {
    let zone = booking.owner.zone
    var event = Event(
      uid: booking.uid, start: Moment(booking.time.start, in: zone), end: .at(Moment(booking.time.end, in: zone)))
    event.sequence = booking.sequence
    event.stamp = desk.office.now
    event.summary = edition.words.text(.eventTitle, ["title": booking.title, "name": booking.owner.name])
    let place = booking.place.told(isAgreed: booking.status.isAgreed).details
    event.location = place.isEmpty ? nil : place
    event.organizer = Person(email: booking.owner.email, name: booking.owner.name)
    event.status = booking.status.onCalendars
    return event
  }
}

extension BookingStatus {
  fileprivate var onCalendars: Event.Status {
    switch self {
    case .pending: .tentative
    case .cancelled, .declined: .cancelled
    case .confirmed, .completed, .noShow: .confirmed
    }
  }
}
