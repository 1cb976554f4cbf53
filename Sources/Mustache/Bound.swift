/// A template bound to its view: every name in it is known to exist, and rendering looks nothing up.
public struct Bound<V: View>: Sendable {
  /// One for each language.
  private let programs: [Program]

  init(_ template: Template, on shelf: Shelf, _ locales: Locales, _ style: Style) throws(Fault) {
    var programs: [Program] = []
    for words in locales.programs {
      var weaver = Weaver(shelf, words: words, style: style, isStrict: true)
      programs.append(try Binder.program(weaver.weave(template), for: V.self, style: style))
    }
    self.programs = programs
  }

  /// The finished bytes. Fails only where a partial calls itself without end.
  public func render(_ view: V, in words: Words) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try render(view, in: words, into: &bytes)
    return bytes
  }

  /// Writes behind what is there already.
  public func render(_ view: V, in words: Words, into bytes: inout [UInt8]) throws(Fault) {
    let program = programs[min(words.index, programs.count - 1)]
    try withUnsafePointer(to: view) { (view) throws(Fault) in
      try Walk.write(UnsafeRawPointer(view), with: program, into: &bytes)
    }
  }
}
