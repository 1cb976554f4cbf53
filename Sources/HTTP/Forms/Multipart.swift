/// The parts of a `multipart/form-data` body (RFC 7578): a form's fields and files.
public struct Multipart: Sendable {
  /// One field of the form: its name, its bytes and, for a file, what the client says of it.
  public struct Part: Sendable {
    /// The name of the form's field.
    public let name: String
    /// What the client calls the file, without folders; nil for a plain field. Never to be used as a path.
    public let fileName: String?
    /// What the client says the bytes are; nil when it says nothing.
    public let type: MediaType?
    public let bytes: ArraySlice<UInt8>

    /// The bytes as text; what is no text becomes U+FFFD.
    public var text: String { String(decodingText: bytes) }
  }

  /// Why a body is not what it says it is.
  public enum Refusal: Error, Equatable {
    case badBoundary
    /// There is no first boundary line.
    case noParts
    /// The last boundary line is missing: the body was cut short.
    case notClosed
    case tooManyParts
    case badPartHead
    /// A part does not say which field it is.
    case unnamedPart
  }

  public private(set) var parts: [Part] = []

  /// More than any form of ours has.
  public static let partLimit = 100
  /// For the lines before a part's bytes, in bytes.
  static let partHeadLimit = 4 * 1024

  /// The first part of that name.
  public subscript(name: String) -> Part? {
    parts.first { $0.name == name }
  }

  public static func parse(_ body: [UInt8], boundary: String) throws(Refusal) -> Multipart {
    guard Boundary.isSound(boundary) else { throw .badBoundary }
    var multipart = Multipart()
    var search = Boundary(boundary, in: body)
    guard var line = search.next() else { throw .noParts }
    while !line.isLast {
      guard let next = search.next() else { throw .notClosed }
      guard multipart.parts.count < partLimit else { throw .tooManyParts }
      // Two boundary lines may share one line break: then there is nothing between them.
      multipart.parts.append(try Part(body, from: line.end, to: max(line.end, next.start)))
      line = next
    }
    return multipart
  }
}

extension Request {
  /// The body's parts, when it says that it is made of such; nil otherwise.
  public var multipart: Multipart? {
    get throws(Multipart.Refusal) {
      guard let field = headers.bytes(.contentType), let type = MediaType.parse(field),
        type.name == "multipart/form-data"
      else { return nil }
      guard let boundary = type["boundary"] else { throw .badBoundary }
      return try Multipart.parse(body, boundary: boundary)
    }
  }
}

extension Multipart.Part {
  /// The part between two boundary lines: header lines, an empty line, bytes.
  fileprivate init(_ body: [UInt8], from start: Int, to end: Int) throws(Multipart.Refusal) {
    // A part without bytes may use the next boundary's line break as its empty line.
    let head = body[start..<min(end + 2, start + Multipart.partHeadLimit)]
    guard let headEnd = Multipart.Part.endOfHead(head) else { throw .badPartHead }
    var entries: [Headers.Entry] = []
    do {
      try FieldParser.parse(body, start..<headEnd, into: &entries)
    } catch {
      throw .badPartHead
    }
    let headers = Headers(in: body, entries: entries)
    guard let disposition = headers.bytes(.contentDisposition).flatMap({ Disposition($0) }) else { throw .unnamedPart }
    name = disposition.name
    fileName = disposition.fileName
    type = headers.bytes(.contentType).flatMap { MediaType.parse($0) }
    bytes = body[min(headEnd, end)..<end]
  }

  /// Where the bytes begin: after the first empty line.
  private static func endOfHead(_ part: ArraySlice<UInt8>) -> Int? {
    if part.starts(with: "\r\n".utf8) { return part.startIndex + 2 }
    var position = part.startIndex
    while position + 3 < part.endIndex {
      if part[position] == Byte.carriageReturn, part[position...].starts(with: "\r\n\r\n".utf8) { return position + 4 }
      position += 1
    }
    return nil
  }
}
