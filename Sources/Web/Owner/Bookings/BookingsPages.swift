internal import Mustache

extension BookingsRoute {
  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: BookingsPage()
    case .export: ExportPage()
    case .new: NewBookingPage()
    case .one(let id): DossierPage(id: id)
    case .reschedule(let id): MovePage(id: id, isWhole: false)
    case .verb(let id, let verb): VerbPage(id: id, verb: verb)
    case .letter(let id, let letter, let verb): LostLetterPage(id: id, letter: letter, verb: verb)
    case .meeting(let id, .cancellation): MeetingCancelPage(id: id)
    case .meeting(let id, .reschedule): MovePage(id: id, isWhole: true)
    }
  }
}

/// What the pages of bookings are made with, bound.
struct BookingsTemplates: Sendable {
  let list: Bound<BookingsView>
  let one: Bound<DossierView>
  let ask: Bound<VerbView>
  let pick: Bound<PickTimeView>
  let move: Bound<OwnersMoveView>
  let choose: Bound<ChooseLinkView>
  let form: Bound<NewBookingView>

  /// What an owner picks times with is what guests do.
  let picking: Editions<GuestEdition>

  init(_ workshop: Workshop) throws(Fault) {
    let library = workshop.library
    list = try library.bind("owner/bookings/list")
    one = try library.bind("owner/bookings/one")
    ask = try library.bind("owner/bookings/ask")
    pick = try library.bind("owner/bookings/pick")
    move = try library.bind("owner/bookings/move")
    choose = try library.bind("owner/bookings/choose")
    form = try library.bind("owner/bookings/form")
    let menu = try library.bind("guest/parts/zone_menu", to: ZoneMenuView.self)
    picking = try Editions(library.locales) { GuestEdition($0, workshop, menu) }
  }
}
