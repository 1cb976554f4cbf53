/// Keeps what was looked at lately, within a bound of bytes. What was not asked for while half of the room was filled
/// anew is dropped.
///
/// Two halves, a young and an old one: what is put or asked for goes to the young half; when that is full, the old one is
/// dropped and the young one grows old. So nothing is ever searched for what to drop.
public struct Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Item {
    var value: Value
    let bytes: Int
  }

  private var young: [Key: Item] = [:]
  private var old: [Key: Item] = [:]
  private var youngBytes = 0
  private let half: Int

  /// The bytes that all values may take together, as those who put them say.
  public init(room: Int) {
    half = room / 2
  }

  public var count: Int { young.count + old.count }

  public mutating func value(_ key: Key) -> Value? {
    if let item = young[key] { return item.value }
    guard let item = old.removeValue(forKey: key) else { return nil }
    add(item, key)
    return item.value
  }

  /// A value bigger than half of the room is not kept.
  public mutating func put(_ value: Value, _ key: Key, bytes: Int) {
    remove(key)
    if bytes <= half { add(Item(value: value, bytes: bytes), key) }
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    if let item = young.removeValue(forKey: key) {
      youngBytes -= item.bytes
      return item.value
    }
    return old.removeValue(forKey: key)?.value
  }

  private mutating func add(_ item: Item, _ key: Key) {
    if youngBytes + item.bytes > half {
      old = young
      young = [:]
      youngBytes = 0
    }
    young[key] = item
    youngBytes += item.bytes
  }
}
