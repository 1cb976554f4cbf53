/// What a descriptor's owner wants to hear of.
public struct Interest: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let read = Interest(rawValue: 1)
  public static let write = Interest(rawValue: 2)
  /// Told once when the state changes, not again and again while it lasts; the owner reads and writes until it would
  /// block.
  public static let edge = Interest(rawValue: 4)
}

/// What a descriptor is ready for. A peer that hung up or an error counts as readable and writable too, so that the
/// next call meets it.
public struct Readiness: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let read = Readiness(rawValue: 1)
  public static let write = Readiness(rawValue: 2)
  /// The peer closed its side; what it sent before can still be read.
  public static let peerClosed = Readiness(rawValue: 4)
}

/// Told on its event loop when its descriptor is ready.
public protocol Watcher: AnyObject {
  func ready(_ readiness: Readiness)
}

/// Names one registration of a descriptor with a loop.
public struct Watch: Hashable, Sendable {
  let slot: UInt32
  let generation: UInt32

  /// What travels through epoll and comes back with each event.
  var word: UInt64 { UInt64(slot) << 32 | UInt64(generation) }

  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  init(word: UInt64) {
    self.init(slot: UInt32(word >> 32), generation: UInt32(truncatingIfNeeded: word))
  }
}

/// Who listens to which registration. A slot's generation grows when it is given up, so an event that was under way
/// for the old owner finds nobody, even when the kernel has handed the same descriptor out again.
struct WatchTable {
  private var slots: [(generation: UInt32, descriptor: Int32, watcher: (any Watcher)?)] = []
  private var freeSlots: [UInt32] = []

  mutating func add(_ descriptor: Int32, _ watcher: any Watcher) -> Watch {
    if let slot = freeSlots.popLast() {
      let generation = slots[Int(slot)].generation
      slots[Int(slot)] = (generation, descriptor, watcher)
      return Watch(slot: slot, generation: generation)
    }
    slots.append((0, descriptor, watcher))
    return Watch(slot: UInt32(slots.count - 1), generation: 0)
  }

  mutating func remove(_ watch: Watch) -> Int32? {
    guard let descriptor = descriptor(of: watch) else { return nil }
    slots[Int(watch.slot)] = (watch.generation &+ 1, -1, nil)
    freeSlots.append(watch.slot)
    return descriptor
  }

  /// Forgets every registration and gives those who were to be told.
  mutating func removeAll() -> [any Watcher] {
    let left = slots.compactMap(\.watcher)
    for index in slots.indices where slots[index].watcher != nil {
      _ = remove(Watch(slot: UInt32(index), generation: slots[index].generation))
    }
    return left
  }

  func descriptor(of watch: Watch) -> Int32? {
    let index = Int(watch.slot)
    guard index < slots.count, slots[index].generation == watch.generation, slots[index].watcher != nil else {
      return nil
    }
    return slots[index].descriptor
  }

  func watcher(of watch: Watch) -> (any Watcher)? {
    let index = Int(watch.slot)
    guard index < slots.count, slots[index].generation == watch.generation else { return nil }
    return slots[index].watcher
  }
}
