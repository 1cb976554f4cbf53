extension Calendar {
  /// Reads a calendar's text, whoever wrote it. Never traps, and costs no more than its limits allow.
  ///
  /// What is wrong with the text as a whole is thrown. An event that cannot be understood is left out and named in
  /// `refused`; what nobody here knows is carried along. Where programs are known to differ from the RFC, the kind
  /// reading is taken: lone line feeds, a missing VALUE=DATE, a UTC time without its Z.
  public static func read(
    _ bytes: [UInt8], limits: ReadingLimits = .standard
  ) throws(ReadingError) -> Calendar {
    try Calendar(Component.calendar(in: bytes, limits: limits), limits)
  }

  private static let known: Set<String> = ["PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME"]

  private init(_ component: Component, _ limits: ReadingLimits) throws(ReadingError) {
    let method = try component.property("METHOD")
    self.init(
      productID: try component.property("PRODID")?.plain ?? "", method: try method.map(Method.init))
    name = try component.property("X-WR-CALNAME")?.plain
    extra = component.properties.filter { !Self.known.contains($0.name) }
    let zones = ZoneBook(component, limits)
    for part in component.components {
      do {
        switch part.name {
        case "VEVENT": events.append(try Event(part, zones, inMessage: method != nil))
        case "VFREEBUSY": freeBusy.append(try FreeBusy(part, zones))
        default: break
        }
      } catch {
        refused.append(error)
      }
    }
  }
}

extension Calendar.Method {
  /// A message of a kind nobody here knows cannot be answered: it is refused whole.
  fileprivate init(_ property: Property) throws(ReadingError) {
    guard let method = Calendar.Method(rawValue: property.value.trimmingBlanks.uppercased()) else {
      throw property.badValue
    }
    self = method
  }
}
