/// Resolves every name of a woven template to a property of the view it is bound to.
///
/// Each type of view has one place, which holds its innermost view while rendering. That is enough to find any key of
/// any view around, however deep: of two views of one type only the inner can be seen anyway. It also makes a
/// recursive partial a finite thing: what it sees is the order of the types around it, not their number.
struct Binder {
  /// What a piece sees: views around it, and what a dot stands for.
  private struct Scope: Hashable {
    enum Dot: Hashable {
      case view, flag
      case text(isMarkup: Bool)
    }

    /// Places, the innermost last, each type once.
    let views: [Int]
    var dot = Dot.view

    func entering(_ place: Int) -> Scope { Scope(views: views.filter { $0 != place } + [place]) }
    func entering(_ dot: Dot) -> Scope { Scope(views: views, dot: dot) }
  }

  /// A routine as seen from one scope, at a place among the program's routines.
  private struct Instance: Hashable {
    let routine: Int
    let scope: Scope
  }

  /// Where the text lies for which a dot stands; the views have the places behind it.
  private static let textPlace = 0

  private let fabric: Fabric
  private let style: Style
  private var program = Program()
  private var types: [any View.Type] = []
  private var fields: [String: Int] = [:]
  private var known: [Instance: Int] = [:]
  private var waiting: [Instance] = []

  static func program(_ fabric: Fabric, for view: any View.Type, style: Style) throws(Fault) -> Program {
    var binder = Binder(fabric: fabric, style: style)
    return try binder.bind(view)
  }

  private init(fabric: Fabric, style: Style) {
    self.fabric = fabric
    self.style = style
  }

  private mutating func bind(_ view: any View.Type) throws(Fault) -> Program {
    program.main = try bindAside(fabric.pieces, Scope(views: [place(of: view)]))
    while let instance = waiting.popLast(), let index = known[instance] {
      program.routines[index] = try bindAside(fabric.routines[instance.routine], instance.scope)
    }
    program.places = types.count + 1
    return program
  }

  private mutating func bindAside(_ pieces: [Piece], _ scope: Scope) throws(Fault) -> Range<Int> {
    let start = program.steps.count
    try bind(pieces, scope)
    return start..<program.steps.count
  }

  private mutating func bind(_ pieces: [Piece], _ scope: Scope) throws(Fault) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes):
        program.steps.append(.literal(program.literals.count..<program.literals.count + bytes.count))
        program.literals += bytes
      case .margin: program.steps.append(.margin)
      case .variable(let name, let escaped): try bind(name, escaped: escaped, scope)
      case .section(let name, let inverted, let body): try bind(name, inverted: inverted, body, scope)
      case .call(let call): try bind(call, scope)
      }
    }
  }

  private mutating func bind(_ name: Tagged<Name>, escaped: Bool, _ scope: Scope) throws(Fault) {
    let (reading, field) = try find(name, scope)
    switch field {
    case .text(_, let isMarkup), .optionalText(_, let isMarkup):
      if style == .html, !escaped, !isMarkup {
        throw name.fault("\(name.content.text) is a plain text and must be escaped: only .html keys go unescaped")
      }
      program.steps.append(text(reading, field, escaped: escaped))
    case .flag, .texts, .views:
      throw name.fault("\(name.content.text) is \(field.kind), which shows nothing by itself")
    }
  }

  private mutating func bind(
    _ name: Tagged<Name>, inverted: Bool, _ body: [Piece], _ scope: Scope
  ) throws(Fault) {
    let (reading, field) = try find(name, scope)
    // Kept free for the step that has to know where its section ends.
    let head = program.steps.count
    program.steps.append(.margin)
    if inverted {
      try bind(body, scope)
      program.steps[head] = only(reading, field, ifTruthy: false)
      return
    }
    var place = Binder.textPlace
    switch field {
    case .flag:
      try bind(body, scope.entering(.flag))
      program.steps[head] = only(reading, field, ifTruthy: true)
      return
    case .text(_, let isMarkup), .optionalText(_, let isMarkup):
      try bind(body, scope.entering(.text(isMarkup: isMarkup)))
    case .texts:
      try bind(body, scope.entering(.text(isMarkup: false)))
    case .views(let nested):
      place = self.place(of: nested.type)
      try bind(body, scope.entering(place))
    }
    program.steps[head] = .each(reading, place: place, end: program.steps.count)
  }

  private mutating func bind(_ call: Call, _ scope: Scope) throws(Fault) {
    let instance = Instance(routine: call.routine.content, scope: scope)
    let index = known[instance] ?? program.routines.count
    if index == program.routines.count {
      known[instance] = index
      program.routines.append(0..<0)
      waiting.append(instance)
    }
    guard program.steps.count < Limits.nodes else {
      throw call.routine.fault("with all its partials the template grows too large")
    }
    program.steps.append(.call(program.calls.count))
    let place = Tagged(content: index, at: call.routine.at, source: call.routine.source)
    program.calls.append(Call(routine: place, margin: call.margin))
  }
}

// MARK: - Looking up

extension Binder {
  private mutating func place(of type: any View.Type) -> Int {
    if let index = types.firstIndex(where: { $0 == type }) { return index + 1 }
    types.append(type)
    return types.count
  }

  private func type(at place: Int) -> any View.Type { types[place - 1] }

  /// The first part is looked for from the inside out, the others only in what that was.
  private mutating func find(_ name: Tagged<Name>, _ scope: Scope) throws(Fault) -> (Reading, Field) {
    guard let first = name.content.parts.first else { return try findDot(name, scope) }
    guard let place = scope.views.last(where: { type(at: $0).table.fields[first] != nil }),
      var field = type(at: place).table.fields[first]
    else {
      let views = scope.views.reversed().map { type(at: $0).table.view }
      throw name.fault("\(first) is not a key of \(views.joined(separator: " or "))")
    }
    for part in name.content.parts.dropFirst() {
      guard case .views(let outer) = field, !outer.isList else {
        throw name.fault("\(name.content.text): \(part) cannot be reached, for what stands before it is \(field.kind)")
      }
      guard let inner = outer.table.fields[part] else {
        throw name.fault("\(name.content.text): \(part) is not a key of \(outer.table.view)")
      }
      field = inner.within(outer)
    }
    return (reading(field, at: place, as: "\(place) \(name.content.text)"), field)
  }

  private mutating func findDot(_ name: Tagged<Name>, _ scope: Scope) throws(Fault) -> (Reading, Field) {
    guard case .text(let isMarkup) = scope.dot else {
      throw name.fault("the dot stands for \(scope.dot == .flag ? "a flag" : "a view") here: only a text can be had so")
    }
    let field = Field.text(.itself, isMarkup: isMarkup)
    return (reading(field, at: Binder.textPlace, as: "."), field)
  }

  private func text(_ reading: Reading, _ field: Field, escaped: Bool) -> Step {
    guard case .text(.stored(let offset), _) = field else { return .text(reading, escaped: escaped) }
    return .storedText(Stored(place: reading.place, offset: offset), escaped: escaped)
  }

  private func only(_ reading: Reading, _ field: Field, ifTruthy: Bool) -> Step {
    let end = program.steps.count
    guard case .flag(.stored(let offset)) = field else { return .only(reading, ifTruthy: ifTruthy, end: end) }
    return .storedFlag(Stored(place: reading.place, offset: offset), ifTruthy: ifTruthy, end: end)
  }

  private mutating func reading(_ field: Field, at place: Int, as name: String) -> Reading {
    let index = fields[name] ?? program.fields.count
    if index == program.fields.count {
      fields[name] = index
      program.fields.append(field)
    }
    return Reading(place: place, field: index)
  }
}

extension Field {
  fileprivate var kind: String {
    switch self {
    case .text, .optionalText: "a text"
    case .flag: "a flag"
    case .texts: "a list of texts"
    case .views(let nested): nested.isList ? "a list" : "a view"
    }
  }
}
