/// One walk over a program, writing as it goes.
struct Walk {
  private let program: Program
  /// The innermost view of each type. No step reads a place before a section around it has set it.
  private var places: [UnsafeRawPointer]
  private var output = Output()
  /// Sections and routines inside one another.
  private var depth = 0

  /// Writes the view that lies there behind what the bytes hold already.
  static func write(_ view: UnsafeRawPointer, with program: Program, into bytes: inout [UInt8]) throws(Fault) {
    var walk = Walk(program: program, view: view)
    swap(&walk.output.bytes, &bytes)
    defer { swap(&walk.output.bytes, &bytes) }
    let before = walk.output.bytes.count
    do {
      try walk.run(program.main)
    } catch {
      walk.output.bytes.removeLast(walk.output.bytes.count - before)
      throw error
    }
  }

  private init(program: Program, view: UnsafeRawPointer) {
    self.program = program
    places = Array(repeating: view, count: program.places)
  }

  private mutating func run(_ steps: Range<Int>) throws(Fault) {
    var next = steps.lowerBound
    while next < steps.upperBound {
      let step = program.steps[next]
      next += 1
      switch step {
      case .literal(let start, let count):
        output.write(program.literals[start..<start + count])
      case .margin:
        output.writeMargin()
      case .text(let text, let escaped):
        program.fields[text.field].write(from: places[text.place], escaped: escaped, to: &output)
      case .only(let field, let wanted, let end):
        if program.fields[field.field].isTruthy(in: places[field.place]) != wanted { next = end }
      case .each(let field, let place, let end):
        try run(next..<end, for: field, at: place)
        next = end
      case .call(let call):
        try run(program.calls[call])
      }
    }
  }

  private mutating func run(_ body: Range<Int>, for field: Reading, at place: Int) throws(Fault) {
    let outer = places[place]
    depth += 1
    try program.fields[field.field].visit(places[field.place]) { (inner) throws(Fault) in
      places[place] = inner
      try run(body)
    }
    depth -= 1
    places[place] = outer
  }

  private mutating func run(_ call: Call) throws(Fault) {
    guard depth < Limits.recursion else { throw call.tooDeep }
    depth += 1
    let place = output.enter(call.margin)
    try run(program.routines[call.routine.content])
    output.leave(to: place)
    depth -= 1
  }
}
