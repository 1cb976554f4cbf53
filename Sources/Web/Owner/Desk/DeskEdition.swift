internal import Mustache

/// What all owners' pages of one language are made with.
struct DeskEdition: Sendable {
  let lettering: Lettering
  let isMirrored: Bool
  private let frame: Frame

  init(_ words: Words, _ workshop: Workshop) {
    lettering = Lettering(words)
    isMirrored = words.text(.direction) == "rtl"
    frame = workshop.ownersFrame(in: words)
  }

  var words: Words { lettering.words }

  func frame(own: OwnColor?, script: Script?) -> Frame {
    var frame = frame
    frame.own = own?.element
    frame.script = script
    return frame
  }

  /// The ways around, with the one that is open marked, if any is.
  func rail(_ current: RailPlace?, waiting: Int) -> RailView {
    RailView(
      today: entry(.today, .today, current),
      bookings: entry(.bookings, .bookings(.all), current),
      links: entry(.links, .links(.all), current),
      availability: entry(.availability, .availability(.all), current),
      settings: entry(.settings, .settings(.all), current),
      waiting: waiting == 0 ? nil : waiting > 99 ? "99+" : "\(waiting)")
  }

  private func entry(_ place: RailPlace, _ route: DeskRoute, _ current: RailPlace?) -> RailEntryView {
    RailEntryView(address: route.path, isCurrent: place == current)
  }
}
