/// One walk over a program, writing as it goes.
struct Walk: ~Copyable {
  private var output: Output
  /// The innermost view of each type. No step reads a place before a section around it has set it.
  private var places: [UnsafeRawPointer]
  /// Sections and routines inside one another.
  private var depth = 0
  private var calls = 0

  /// Writes the view that lies there behind what the bytes hold already.
  static func write(_ view: UnsafeRawPointer, with program: Program, into bytes: inout [UInt8]) throws(Fault) {
    var walk = Walk(view, program)
    try walk.run(program.main, of: program)
    walk.output.append(to: &bytes)
  }

  private init(_ view: UnsafeRawPointer, _ program: Program) {
    output = Output(capacity: program.literals.count + Walk.typicalTexts)
    places = Array(repeating: view, count: program.places)
  }

  /// Bytes of texts to expect beside the literals; a page that needs more grows.
  private static let typicalTexts = 8192

  private mutating func run(_ range: Range<Int>, of program: Program) throws(Fault) {
    let steps = program.steps.span
    var next = range.lowerBound
    while next < range.upperBound {
      let step = steps[next]
      next += 1
      switch step {
      case .literal(let range):
        output.write(program.literals.span.extracting(range))
      case .margin:
        output.writeMargin()
      case .storedText(let stored, let escaped):
        output.write(stored.pointer(in: places, to: String.self).pointee, escaped: escaped)
      case .storedFlag(let stored, let wanted, let end):
        if stored.pointer(in: places, to: Bool.self).pointee != wanted { next = end }
      case .text(let text, let escaped):
        program.fields[text.field].write(from: places[text.place], escaped: escaped, to: &output)
      case .only(let field, let wanted, let end):
        if program.fields[field.field].isTruthy(in: places[field.place]) != wanted { next = end }
      case .each(let field, let place, let end):
        try run(next..<end, of: program, for: field, at: place)
        next = end
      case .call(let call):
        try run(program.calls[call], of: program)
      }
    }
  }

  private mutating func run(
    _ body: Range<Int>, of program: Program, for field: Reading, at place: Int
  ) throws(Fault) {
    let outer = places[place]
    depth += 1
    try program.fields[field.field].visit(places[field.place]) { (inner) throws(Fault) in
      places[place] = inner
      try run(body, of: program)
    }
    depth -= 1
    places[place] = outer
  }

  private mutating func run(_ call: Call, of program: Program) throws(Fault) {
    guard depth < Limits.recursion, calls < Limits.calls else { throw call.runsAway }
    depth += 1
    calls += 1
    let margins = output.enter(call.margin)
    try run(program.routines[call.routine.content], of: program)
    output.leave(to: margins)
    depth -= 1
  }
}

extension Stored {
  fileprivate func pointer<Property>(
    in places: [UnsafeRawPointer], to type: Property.Type
  ) -> UnsafePointer<Property> {
    (places[place] + offset).assumingMemoryBound(to: type)
  }
}
