/// A template bound to its view: rendering walks over the steps and looks nothing up.
struct Program: Sendable {
  var steps: [Step] = []
  var literals: [UInt8] = []
  var fields: [Field] = []
  var calls: [Call] = []
  /// The steps of the template itself, and where those of each routine stand.
  var main = 0..<0
  var routines: [Range<Int>] = []
  /// How many places there are: one for each type of view, where the innermost view of that type lies.
  var places = 0
}

enum Step: Sendable {
  /// Bytes of the program's literals.
  case literal(Range<Int>)
  case margin
  /// By far the most frequent, and nothing but a string at its address.
  case storedText(Stored, escaped: Bool)
  case text(Reading, escaped: Bool)
  /// Goes on behind the end unless the answer is the wanted one.
  case storedFlag(Stored, ifTruthy: Bool, end: Int)
  case only(Reading, ifTruthy: Bool, end: Int)
  /// The steps up to the end for each thing there is, which lies at the place meanwhile.
  case each(Reading, place: Int, end: Int)
  case call(Int)
}

/// A field of the view at a place.
struct Reading: Sendable {
  let place: Int
  let field: Int
}

/// A stored property of the view at a place, so many bytes from its beginning.
struct Stored: Sendable {
  let place: Int
  let offset: Int
}
