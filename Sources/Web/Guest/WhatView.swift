internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// What is booked, with whom, how long and where: the left of every guest's page.
struct WhatView: View {
  let owner: String
  let ownerAddress: String
  let initials: String
  let picture: String?
  let title: String
  /// Nil where there are several to choose from.
  let length: String?
  let place: PlaceView?
  let seats: String?
  let needsConfirmation: Bool
  /// Finished HTML.
  let description: String

  init(_ link: Link, of owner: Owner, lasting duration: Minutes?, _ lettering: Lettering) {
    self.owner = owner.name
    ownerAddress = Route.owner(owner.username).address
    initials = owner.initials
    picture = owner.pictureAddress
    title = link.title
    length = duration.map { lettering.tongue.length(minutes: $0.count) }
    place = PlaceView(link.place, of: owner, isAgreed: false, lettering)
    seats = link.isGroup ? lettering.count(link.seats, one: .seatsOne, more: .seatsMore) : nil
    needsConfirmation = link.requiresConfirmation
    description = Markdown.html(of: link.description)
  }

  static let keys: Keys<Self> = [
    "owner": .text(\.owner),
    "owner_address": .text(\.ownerAddress),
    "initials": .text(\.initials),
    "picture": .text(\.picture),
    "title": .text(\.title),
    "length": .text(\.length),
    "place": .view(\.place),
    "seats": .text(\.seats),
    "needs_confirmation": .flag(\.needsConfirmation),
    "description": .html(\.description),
  ]
}

extension Owner {
  /// For where there is no picture.
  var initials: String { name.initials }

  /// What guests call them in a sentence.
  var shortName: String { firstName.isEmpty ? name : firstName }
}

extension String {
  /// Up to two letters of a name.
  var initials: String {
    let words = split { $0 == " " || $0 == "-" }
    let ends = words.count > 1 ? [words[0], words[words.count - 1]] : Array(words)
    return String(ends.compactMap(\.first)).uppercased()
  }
}

/// Where a meeting takes place.
struct PlaceView: View {
  var text: String
  /// Where the place can be opened.
  let address: String?
  let isVideo: Bool
  let isPhone: Bool
  let isSpot: Bool

  init(_ whole: MeetingPlace, of owner: Owner, isAgreed: Bool, _ lettering: Lettering) {
    let place = whole.told(isAgreed: isAgreed)
    isVideo = [.googleMeet, .zoom, .link].contains(place.kind)
    isPhone = place.kind == .phone
    isSpot = place.kind == .inPerson
    if place.details.isEmpty {
      let kind = lettering.words.text(place.kind.word)
      // An address that is not set yet comes with no letter of ours.
      text =
        isVideo
        ? lettering.words.text(
          whole.lacksAddress ? .placeToCome : .placeByMail, ["kind": kind, "owner": owner.shortName]) : kind
    } else {
      text = place.details
    }
    address = Inline.isSafe(place.details.utf8ArraySlice) ? place.details : nil
  }

  static let keys: Keys<Self> = [
    "text": .text(\.text),
    "address": .text(\.address),
    "video": .flag(\.isVideo),
    "phone": .flag(\.isPhone),
    "spot": .flag(\.isSpot),
  ]
}

extension MeetingPlace.Kind {
  fileprivate var word: Word {
    switch self {
    case .inPerson: .placeInPerson
    case .phone: .placePhone
    case .googleMeet: .placeGoogleMeet
    case .zoom: .placeZoom
    case .link: .placeLink
    }
  }
}

extension String {
  fileprivate var utf8ArraySlice: ArraySlice<UInt8> { Array(utf8)[...] }
}
