internal import Mustache

/// Where an owner wants guests to go on once they have booked: a button, which nobody is made to press.
struct Onward {
  let address: String

  /// Nil where there is nowhere to go, or nowhere safe.
  init?(_ address: String?) {
    guard let address, Inline.isSafe(Array(address.utf8)[...]) else { return nil }
    self.address = address
  }

  func button(_ words: Words) -> TabView {
    let host = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init)
    return TabView(text: words.text(.onward, ["site": host ?? address]), address: address, isCurrent: false)
  }
}
