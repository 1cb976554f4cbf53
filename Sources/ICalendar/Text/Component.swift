/// A stretch of a calendar between BEGIN and END: what it says, line by line, and what it holds.
struct Component: Hashable {
  /// In capitals: VCALENDAR, VEVENT.
  let name: String
  let line: Int
  var properties: [Property] = []
  var components: [Component] = []

  /// The first line in it that is none. Whoever reads the component refuses it; its neighbours are not to blame.
  var defect: ReadingError?

  func properties(_ name: String) -> some Sequence<Property> {
    properties.lazy.filter { $0.name == name }
  }

  /// The only property of that name; nil if there is none.
  func property(_ name: String) throws(ReadingError) -> Property? {
    var found: Property?
    for property in properties where property.name == name {
      guard found == nil else { throw property.error(.repeated(property: name)) }
      found = property
    }
    return found
  }

  func error(_ reason: ReadingError.Reason) -> ReadingError {
    ReadingError(line: line, reason)
  }
}

extension Component {
  /// Reads the one VCALENDAR of a text.
  static func calendar(in bytes: [UInt8], limits: ReadingLimits) throws(ReadingError) -> Component {
    var reader = try LineReader(bytes, limits: limits)
    var builder = Builder(limits: limits)
    var line: [UInt8] = []
    while let number = try reader.next(into: &line) {
      try builder.add(line, number)
    }
    return try builder.finish()
  }

  /// Puts lines together to components, without recursion, so that no text however nested can exhaust the stack.
  private struct Builder {
    let limits: ReadingLimits
    var open: [Component] = []
    var calendar: Component?
    var components = 0
    var properties = 0
    var lastLine = 1

    mutating func add(_ line: [UInt8], _ number: Int) throws(ReadingError) {
      lastLine = number
      let property: Property
      do {
        property = try PropertyReader.read(line, number: number, limits: limits)
      } catch {
        guard open.count > 1 else { throw open.isEmpty ? ReadingError(line: number, .notACalendar) : error }
        let last = open.count - 1
        open[last].defect = open[last].defect ?? error
        return
      }
      switch property.name {
      case "BEGIN": try begin(property)
      case "END": try end(property)
      default: try add(property)
      }
    }

    private mutating func begin(_ property: Property) throws(ReadingError) {
      let name = property.value.trimmingBlanks.uppercased()
      guard !open.isEmpty || name == "VCALENDAR" else { throw property.error(.notACalendar) }
      guard calendar == nil else { throw property.error(.moreThanOneCalendar) }
      guard open.count < limits.depth else { throw property.error(.tooDeep(limit: limits.depth)) }
      components += 1
      guard components <= limits.components else {
        throw property.error(.tooManyComponents(limit: limits.components))
      }
      open.append(Component(name: name, line: property.line))
    }

    private mutating func end(_ property: Property) throws(ReadingError) {
      let name = property.value.trimmingBlanks.uppercased()
      guard let closed = open.popLast(), closed.name == name else {
        throw property.error(.unexpectedEnd(component: String(name.prefix(32))))
      }
      if open.isEmpty {
        calendar = closed
      } else {
        open[open.count - 1].components.append(closed)
      }
    }

    private mutating func add(_ property: Property) throws(ReadingError) {
      guard !open.isEmpty else { throw property.error(calendar == nil ? .notACalendar : .malformedLine) }
      properties += 1 + property.parameters.reduce(0) { $0 + $1.values.count }
      guard properties <= limits.properties else {
        throw property.error(.tooManyProperties(limit: limits.properties))
      }
      open[open.count - 1].properties.append(property)
    }

    func finish() throws(ReadingError) -> Component {
      if let last = open.last {
        throw ReadingError(line: lastLine, .unfinished(component: String(last.name.prefix(32))))
      }
      guard let calendar else { throw ReadingError(line: lastLine, .notACalendar) }
      return calendar
    }
  }
}
