internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes the pages on which an owner moves a booking.
struct MoveDrawing {
  let booking: Appointment
  /// Where all who come are moved: the booking is the one by which they were looked at.
  var whole: WholeMeeting?
  let open: OpenLink
  let visit: Visit

  private var words: Words { visit.words }
  private var address: String {
    DeskRoute.bookings(whole == nil ? .reschedule(booking.id) : .meeting(booking.id, .reschedule)).path
  }
  private var who: String {
    whole.map { words.text(BookingsWord.everyGuest, visit.values(of: $0)) } ?? booking.guest.name
  }
  private var sight: HiddenView { whole.map { MeetingSight($0).hidden } ?? BookingSight(booking).hidden }
  private var foot: String {
    whole == nil
      ? words.text(BookingsWord.moveFoot, ["guest": booking.guest.name]) : words.text(BookingsWord.allMoveFoot)
  }
  var longest: Appointment { whole?.longest ?? booking }
  var own: OwnColor { OwnColor(booking.color) }

  /// `other` is what was typed and could not be read.
  func picking(_ other: OtherTime?) -> PickTimeView {
    let picker = Picker(
      visit: visit, open: open, choice: Choice(owners: visit.query, visit.habit), base: address + "?", moving: longest)
    let form = OtherTimeView(other, action: address, hidden: [], visit)
    return PickTimeView(
      desk: visit.frame(own: own), heading: words.text(BookingsWord.moveHeading, ["guest": who]),
      about: words.text(
        BookingsWord.moveFrom,
        ["title": booking.title, "day": visit.day(booking.time.start), "time": visit.time(booking.time.start)]),
      back: TabView(
        text: words.text(BookingsWord.moveKeep), address: DeskRoute.bookings(.one(booking.id)).path,
        isCurrent: false),
      picker: picker.view, other: form, wrongs: form.wrongs(visit))
  }

  /// Asks whether this is the new time, and says what speaks against it, and what became of the booking since it was
  /// looked at.
  func confirmation(
    of start: Instant, _ objection: Objection?, near: [Slot]? = nil, note: String = "", refused: FieldProblem? = nil,
    changed: String? = nil
  ) -> OwnersMoveView {
    let range = TimeRange(from: start, to: start.adding(minutes: longest.duration.count))
    var field = FieldView(
      "reason",
      whole == nil ? words.text(.fieldReason, ["name": booking.guest.name]) : words.text(BookingsWord.allReason))
    field.kind = .lines
    field.isOptional = true
    field.value = note
    field.wrong = refused.map { $0.sentence(for: .reason, words) }
    let canPress = objection?.isOwnersToBreak ?? true
    let near = objection == nil ? [] : near ?? open.times(near: start, lasting: longest.duration)
    return OwnersMoveView(
      desk: visit.frame(own: own), heading: words.text(BookingsWord.moveHeading, ["guest": who]),
      changed: changed, title: booking.title, skipped: OtherTime(visit.query, in: visit.zone)?.skipped(visit),
      old: visit.moment(longest.time), moment: visit.moment(range),
      strip: visit.strip(range, guest: booking.guest.name, in: booking.guest.zone), action: address,
      hidden: [
        HiddenView(name: objection == nil ? "start" : "gone", value: start.description), sight,
      ],
      objection: objection?.view(near: near, saying: .buttonMoveOther, takesFocus: changed == nil),
      again: objection == nil ? nil : start.description, canFill: canPress || !near.isEmpty, canPress: canPress,
      wrongs: WrongsView([field], visit.lettering), note: field, back: address,
      button: words.text(.buttonMove, ["day": visit.day(start), "time": visit.time(start)]),
      foot: foot)
  }
}

/// A month and its times, for a booking that is moved or made.
struct PickTimeView: View {
  let desk: DeskView
  let heading: String
  let about: String
  let back: TabView
  let picker: PickerView
  let other: OtherTimeView
  let wrongs: WrongsView?

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "heading": .text(\.heading),
    "about": .text(\.about),
    "back": .view(\.back),
    "picker": .view(\.picker),
    "other": .view(\.other),
    "wrongs": .view(\.wrongs),
  ]
}

/// Whether to move a booking to a time.
struct OwnersMoveView: View {
  let desk: DeskView
  let heading: String
  /// What became of it since it was looked at.
  let changed: String?
  let title: String
  /// That clocks leave out the time that was asked for.
  let skipped: String?
  let old: MomentView
  let moment: MomentView
  let strip: StripView
  let action: String
  let hidden: [HiddenView]
  let objection: ObjectionView?
  /// The time itself, where a button must say it: a time that is not to be had is not sent by itself.
  let again: String?
  /// Whether a word to the guest can go along, to this time or another.
  let canFill: Bool
  /// Whether it can be moved here at all: not onto another booking.
  let canPress: Bool
  let wrongs: WrongsView?
  let note: FieldView
  let back: String
  let button: String
  let foot: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "heading": .text(\.heading),
    "changed": .text(\.changed),
    "title": .text(\.title),
    "skipped": .text(\.skipped),
    "old": .view(\.old),
    "moment": .view(\.moment),
    "strip": .view(\.strip),
    "action": .text(\.action),
    "hidden": .list(\.hidden),
    "objection": .view(\.objection),
    "again": .text(\.again),
    "can_fill": .flag(\.canFill),
    "can_press": .flag(\.canPress),
    "wrongs": .view(\.wrongs),
    "note": .view(\.note),
    "back": .text(\.back),
    "button": .text(\.button),
    "foot": .text(\.foot),
  ]
}
