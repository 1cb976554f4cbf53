internal import Mustache

/// One of a group, whose booking has a page of its own.
struct MeetingGuestView: View {
  let name: String
  let address: String
  /// Whom they bring, or that they did not come; mostly empty.
  let about: String

  static let keys: Keys<Self> = ["name": .text(\.name), "address": .text(\.address), "about": .text(\.about)]
}
