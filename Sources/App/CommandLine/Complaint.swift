/// The command line was not understood; exit status 2.
struct Usage: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// What was asked could not be done: what happened and what to do about it, in one line; exit status 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
