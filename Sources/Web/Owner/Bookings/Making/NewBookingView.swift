internal import Almanac
internal import Mustache
internal import Scheduling
internal import Store

/// By which link a guest is to be booked.
struct ChooseLinkView: View {
  let desk: DeskView
  /// That the link that was asked for takes no bookings.
  let odd: String?
  let links: [LinkChoiceView]
  let empty: EmptyView?
  let back: String

  init(_ links: [Link], isOdd: Bool, _ colors: BookingColors, _ visit: Visit) {
    desk = visit.frame(own: colors.element)
    odd = isOdd ? visit.words.text(BookingsWord.oddLink) : nil
    self.links = links.map { link in
      var query = QueryText()
      query.add("link", link.id.description)
      return LinkChoiceView(
        title: link.title, about: LinkSaying(lettering: visit.lettering).line(link, in: visit.zone, asOf: visit.now),
        color: colors.name(link.color), address: DeskRoute.bookings(.new).path + query.text)
    }
    empty =
      links.isEmpty
      ? EmptyView(
        heading: visit.words.text(BookingsWord.noLink), text: visit.words.text(BookingsWord.noLinkText),
        action: TabView(
          text: visit.words.text(BookingsWord.toLinks), address: DeskRoute.links(.all).path, isCurrent: false))
      : nil
    back = DeskRoute.bookings(.all).path
  }

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "odd": .text(\.odd),
    "links": .list(\.links),
    "empty": .view(\.empty),
    "back": .text(\.back),
  ]
}

struct LinkChoiceView: View {
  let title: String
  /// How long it takes, and where.
  let about: String
  let color: String
  let address: String

  static let keys: Keys<Self> = [
    "title": .text(\.title), "about": .text(\.about), "color": .text(\.color), "address": .text(\.address),
  ]
}

/// Who is to be booked at a time that was picked.
struct NewBookingView: View {
  let desk: DeskView
  let title: String
  let length: String
  /// That clocks leave out the time that was asked for.
  let skipped: String?
  let moment: MomentView
  let action: String
  let hidden: [HiddenView]
  let objection: ObjectionView?
  /// The time itself, where a button must say it.
  let again: String?
  let canFill: Bool
  let canPress: Bool
  let wrongs: WrongsView?
  let fields: [FieldView]
  let zone: PickView
  let further: [FieldView]
  let hasFurther: Bool
  let button: String
  let foot: String
  let back: String

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "title": .text(\.title),
    "length": .text(\.length),
    "skipped": .text(\.skipped),
    "moment": .view(\.moment),
    "action": .text(\.action),
    "hidden": .list(\.hidden),
    "objection": .view(\.objection),
    "again": .text(\.again),
    "can_fill": .flag(\.canFill),
    "can_press": .flag(\.canPress),
    "wrongs": .view(\.wrongs),
    "fields": .list(\.fields),
    "zone": .view(\.zone),
    "further": .list(\.further),
    "has_further": .flag(\.hasFurther),
    "button": .text(\.button),
    "foot": .text(\.foot),
    "back": .text(\.back),
  ]
}
