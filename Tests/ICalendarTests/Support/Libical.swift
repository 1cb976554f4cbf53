import CICal

/// A calendar as libical reads it: a second reader for what we write, strict about RFC 5546's tables.
struct LibicalCalendar: ~Copyable {
  private let component: OpaquePointer

  /// libical finds no calendar at all.
  struct Unreadable: Error {}

  init(_ text: [UInt8]) throws(Unreadable) {
    // A malformed value is to be counted, not to end the process.
    icalerror_set_errors_are_fatal(0)
    let words = text.map { CChar(bitPattern: $0) } + [0]
    guard let component = words.withUnsafeBufferPointer({ icalparser_parse_string($0.baseAddress) }) else {
      throw Unreadable()
    }
    self.component = component
  }

  deinit {
    icalcomponent_free(component)
  }

  /// The lines libical did not understand, and what its tables of properties and methods forbid.
  func errors() -> [String] {
    _ = icalrestriction_check(component)
    return Self.errors(in: component)
  }

  private static func errors(in component: OpaquePointer) -> [String] {
    var errors: [String] = []
    var property = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY)
    while let found = property {
      if let text = icalproperty_get_value_as_string_r(found) {
        errors.append(String(cString: text))
        icalmemory_free_buffer(text)
      }
      property = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)
    }
    var part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT)
    while let found = part {
      errors += Self.errors(in: found)
      part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)
    }
    return errors
  }
}
