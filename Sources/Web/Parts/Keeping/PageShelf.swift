internal import CivilTime
internal import Guard
internal import Store

/// Finished pages, each good while its owner's version is the one it was made of and until the clock changes it. Bounded
/// in bytes; what nobody asks for is dropped first.
final class PageShelf<Key: Hashable & Sendable>: Sendable {
  struct Kept: Sendable {
    let page: FinishedPage
    let owner: UserID
    let version: Int64
    let expiry: Instant
  }

  private let shelf: Guarded<Shelf<Key, Kept>>

  /// `room` is in bytes.
  init(room: Int) {
    shelf = Guarded(Shelf(room: room))
  }

  /// What was kept under that key; whether it is still good is for the asker to find out.
  subscript(key: Key) -> Kept? {
    shelf.withLock { $0.value(key) }
  }

  func keep(_ kept: Kept, for key: Key) {
    shelf.withLock { $0.put(kept, key, bytes: kept.page.memory) }
  }
}
