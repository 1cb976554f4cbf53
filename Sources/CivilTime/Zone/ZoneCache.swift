import Guard

/// Zones once read stay: there are some six hundred, a few KB each, and only names that exist are kept, so that nobody
/// can fill the memory with names of their own.
enum ZoneCache {
  private static let zones = Guarded<[String: Zone]>([:])

  static func zone(named name: String) throws(ZoneError) -> Zone {
    if let known = zones.withLock({ $0[name] }) { return known }
    // Read outside the lock: two threads may both read the same file once, and get equal zones.
    guard ZoneName.isValid(name), let bytes = ZoneFile.read(name) else { throw .unknown(name: name) }
    let zone = try Zone(name: name, tzif: bytes)
    zones.withLock { $0[name] = zone }
    return zone
  }
}
