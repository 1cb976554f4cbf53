internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// How links are told of to their owner, in few words.
struct LinkSaying {
  let lettering: Lettering

  private var words: Words { lettering.words }
  private var tongue: any Tongue { lettering.tongue }

  /// `30 min or 1 h · video · you confirm each`
  func line(_ link: Link, in zone: Zone, asOf now: Instant) -> String {
    let today = zone.local(now).date
    var parts = [lengths(link.durations), place(link.place)]
    if link.isGroup { parts.append(lettering.count(link.seats, one: .seatsOne, more: .seatsMore)) }
    if link.requiresConfirmation { parts.append(words.text(LinksWord.confirmed)) }
    if case .dates(let dates) = link.window {
      let (from, to) = (lettering.day(dates.lowerBound, asOf: today), lettering.day(dates.upperBound, asOf: today))
      parts.append(from == to ? from : words.text(LinksWord.between, ["from": from, "to": to]))
    }
    if link.isSingleUse { parts.append(words.text(LinksWord.once)) }
    if let end = link.expiresAt {
      let last = zone.local(end.adding(microseconds: -1)).date
      parts.append(words.text(LinksWord.until, ["day": lettering.day(last, asOf: today)]))
    }
    return parts.joined(separator: " · ")
  }

  /// `15 min, 30 min or 1 h`
  func lengths(_ lengths: [Minutes]) -> String {
    let texts = lengths.sorted().map { tongue.shortLength(minutes: $0.count) }
    guard texts.count > 1, let last = texts.last else { return texts.first ?? "" }
    return words.text(LinksWord.or, ["items": texts.dropLast().joined(separator: ", "), "last": last])
  }

  private func place(_ place: MeetingPlace) -> String {
    switch place.kind {
    case .googleMeet, .zoom, .link: words.text(LinksWord.placeVideo)
    case .phone: words.text(LinksWord.placePhone)
    case .inPerson: place.details.isEmpty ? words.text(LinksWord.placeSpot) : place.details
    }
  }

  /// What a guest should know before the link is sent to them; nil for one that works and stands on the owner's page.
  /// `zone` is what its dates are meant in.
  func chip(_ link: Link, in zone: Zone, now: Instant) -> String? {
    let word: LinksWord? =
      switch link.closing(at: now) {
      case .switchedOff: .offChip
      case .expired: .overChip
      case .usedUp: .usedChip
      case nil where link.window.isOver(on: zone.local(now).date): .overChip
      case nil: link.isListed ? nil : .unlistedChip
      }
    return word.map { words.text($0) }
  }
}

extension BookingWindow {
  /// Whether none of its dates is still to come.
  fileprivate func isOver(on today: LocalDate) -> Bool {
    if case .dates(let dates) = self { dates.upperBound < today } else { false }
  }
}

/// Where a link is found, written as people read it and as browsers take it.
struct LinkPlace {
  let link: Link
  let owner: Owner
  let baseAddress: String

  private var route: Route { .link(LinkAddress(known: owner.username, link.slug), .times) }

  /// For the browser that is here already.
  var path: String { route.address }
  var address: String { baseAddress + route.address }

  /// `calento.example`
  var host: String { LinkPlace.host(of: baseAddress) }
  var text: String { host + route.address }

  /// `/lan/`
  var middle: String { Route.owner(owner.username).address + "/" }

  static func host(of baseAddress: String) -> String {
    guard let scheme = baseAddress.firstRange(of: "://") else { return baseAddress }
    return String(baseAddress[scheme.upperBound...])
  }
}

extension Lettering {
  /// `One` or `More` of a word of an area that comes in both.
  func count<Said: PageWord>(_ number: Int, one: Said, more: Said) -> String {
    words.text(number == 1 ? one : more, ["count": "\(number)"])
  }
}
