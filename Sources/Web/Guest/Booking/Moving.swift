internal import Almanac
internal import CivilTime
internal import Scheduling
internal import Store

/// A booking for which another time is sought, and the pages that ask for it.
struct Moving {
  let booking: Appointment
  let drawing: BookingDrawing
  let choice: Choice
  let zone: Zone
  private let token: String

  init(_ booking: Appointment, _ token: String, _ drawing: BookingDrawing, _ choice: Choice) {
    self.booking = booking
    self.token = token
    self.drawing = drawing
    self.choice = choice
    zone = choice.zone.flatMap { try? Zone.named($0) } ?? booking.guest.zone
  }

  /// The length stays.
  var duration: Minutes { Minutes(booking.time.wholeMinutes) }

  private var lettering: Lettering { drawing.lettering }

  /// Above the month: what is being moved.
  var view: MovingView {
    MovingView(
      text: lettering.words.text(.movingFrom, ["day": day(booking.time.start), "time": time(booking.time.start)]),
      back: Route.booking(token, .page).address)
  }

  /// Asks whether this is the new time, or says that it is not to be had and offers others.
  func confirmation(
    of start: Instant, _ link: Link, gone: (reason: Reason, near: [Slot])? = nil, isChanged: Bool = false,
    own: OwnColor
  ) -> MoveView {
    let range = TimeRange(from: start, to: start.adding(minutes: duration.count))
    let page = Route.booking(token, .reschedule).address
    let hidden = [("tz", zone.name)] + (choice.saysClock ? [("clock", choice.clock.text)] : [])
    return MoveView(
      page: drawing.edition.frame(own: own), changed: isChanged ? drawing.sayingItWasMoved : nil,
      what: WhatView(link, of: booking.owner, lasting: duration, lettering), old: moment(booking.time),
      moment: moment(range),
      strip: drawing.edition.strip(range, guest: zone, owner: booking.owner, habit: choice.clock), action: page,
      back: page + choice.query(date: zone.local(start).date).text,
      hidden: hidden.map { HiddenView(name: $0, value: $1) } + [BookingSight(guests: booking).hidden]
        + (gone == nil ? [HiddenView(name: "start", value: start.description)] : []),
      gone: gone.map { gone in
        GoneDrawing(zone: zone, habit: choice.clock, now: drawing.now, lettering: lettering)
          .view(of: start, gone.reason, near: gone.near, button: .buttonMoveOther)
      },
      button: lettering.words.text(.buttonMove, ["day": day(start), "time": time(start)]),
      foot: lettering.words.text(.moveFoot, ["name": booking.owner.shortName]))
  }

  private func day(_ instant: Instant) -> String { lettering.day(instant, in: zone, asOf: drawing.now) }
  private func time(_ instant: Instant) -> String { lettering.time(instant, in: zone, choice.clock) }

  private func moment(_ range: TimeRange) -> MomentView {
    MomentView(
      datetime: range.start.rfc3339(offset: zone.offset(at: range.start)),
      day: lettering.tongue.opening(day(range.start)), from: time(range.start), to: time(range.end))
  }
}
