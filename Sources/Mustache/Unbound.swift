/// A template for data of any shape: names are looked up while rendering, and what is missing shows nothing.
public struct Unbound: Sendable {
  private let fabrics: [Fabric]

  init(_ template: Template, on shelf: Shelf, _ locales: Locales, _ style: Style) throws(Fault) {
    var fabrics: [Fabric] = []
    for words in locales.programs {
      var weaver = Weaver(shelf, words: words, style: style, isStrict: false)
      fabrics.append(try weaver.weave(template))
    }
    self.fabrics = fabrics
  }

  /// The finished bytes. Fails only where a partial calls itself without end.
  public func render(_ value: Value, in words: Words) throws(Fault) -> [UInt8] {
    let fabric = fabrics[min(words.index, fabrics.count - 1)]
    var rendering = Rendering(fabric: fabric, stack: [value])
    try rendering.run(fabric.pieces)
    return rendering.output.bytes
  }
}

private struct Rendering: ~Copyable {
  let fabric: Fabric
  /// What sections were entered, innermost last.
  var stack: [Value]
  var output = Output(capacity: 4096)
  /// Sections and routines inside one another.
  private var depth = 0
  private var calls = 0

  init(fabric: Fabric, stack: [Value]) {
    self.fabric = fabric
    self.stack = stack
  }

  mutating func run(_ pieces: [Piece]) throws(Fault) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): output.write(bytes.span)
      case .margin: output.writeMargin()
      case .variable(let name, let escaped):
        if let value = value(of: name.content) { output.write(value.shown, escaped: escaped) }
      case .section(let name, inverted: true, let body):
        if value(of: name.content)?.isTruthy != true { try run(body) }
      case .section(let name, inverted: false, let body):
        if let value = value(of: name.content), value.isTruthy { try run(body, for: value) }
      case .call(let call): try run(call)
      }
    }
  }

  private mutating func run(_ body: [Piece], for value: Value) throws(Fault) {
    guard case .list(let list) = value else { return try run(body, in: value) }
    for element in list { try run(body, in: element) }
  }

  private mutating func run(_ body: [Piece], in value: Value) throws(Fault) {
    stack.append(value)
    depth += 1
    try run(body)
    depth -= 1
    stack.removeLast()
  }

  private mutating func run(_ call: Call) throws(Fault) {
    guard depth < Limits.recursion, calls < Limits.calls else { throw call.runsAway }
    depth += 1
    calls += 1
    let place = output.enter(call.margin)
    try run(fabric.routines[call.routine.content])
    output.leave(to: place)
    depth -= 1
  }

  /// The first part is looked for from the inside out, the others only in what that was.
  private func value(of name: Name) -> Value? {
    guard let first = name.parts.first else { return stack.last }
    var value = stack.reversed().lazy.compactMap { $0[first] }.first
    for part in name.parts.dropFirst() { value = value?[part] }
    return value
  }
}
