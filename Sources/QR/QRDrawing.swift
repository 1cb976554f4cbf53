extension QRCode {
  /// Modules of margin on each side, without which cameras don't find a code.
  public static let margin = 4

  /// An SVG of its own: black on white whatever the page's colours, for some cameras read no other.
  public var svg: String {
    let size = side + 2 * QRCode.margin
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
      <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path d="\(path)"/></svg>
      """
  }

  /// All dark modules as one path, a run of neighbours in a row as one rectangle.
  public var path: String {
    var path = ""
    for row in 0..<side {
      var column = 0
      while column < side {
        guard self[row: row, column: column] else {
          column += 1
          continue
        }
        let start = column
        while column < side, self[row: row, column: column] { column += 1 }
        path += "M\(start + QRCode.margin) \(row + QRCode.margin)h\(column - start)v1h-\(column - start)z"
      }
    }
    return path
  }
}
