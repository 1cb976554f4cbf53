import Testing

@testable import Pictures

/// A WebP's chunks, put together by hand.
@Suite struct WebPTests {
  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    var chunk = Array(name.utf8)
    chunk.append(little: data.count, 4)
    return chunk + data + (data.count.isMultiple(of: 2) ? [] : [0])
  }

  private static func file(_ chunks: [[UInt8]], longer: Int = 0) -> [UInt8] {
    let body = Array("WEBP".utf8) + chunks.joined()
    var file = Array("RIFF".utf8)
    file.append(little: body.count + longer, 4)
    return file + body
  }

  private static func head(_ flags: UInt8 = 0, _ width: Int = 3, _ height: Int = 2) -> [UInt8] {
    var data: [UInt8] = [flags, 0, 0, 0]
    data.append(little: width - 1, 3)
    data.append(little: height - 1, 3)
    return chunk("VP8X", data)
  }

  /// Three pixels by two.
  private static let lossless = chunk("VP8L", [0x2F, 2, 0x40, 0, 0, 9])
  private static let lossy = chunk("VP8 ", [0x30, 0, 0, 0x9D, 0x01, 0x2A, 3, 0, 2, 0, 7, 7])
  private static let alpha = chunk("ALPH", [1, 2, 3])
  private static let profile = chunk("ICCP", [1, 2])

  @Test(arguments: [lossless, lossy]) func `the smallest is taken`(image: [UInt8]) throws {
    let picture = try Picture(Self.file([image]))
    #expect((picture.type, picture.width, picture.height) == (.webp, 3, 2))
    #expect(picture.bytes == Self.file([image]))
  }

  @Test func `notes go, and the head says so`() throws {
    let notes = [Self.chunk("EXIF", [1]), Self.chunk("XMP ", [2, 3]), Self.chunk("abcd", [])]
    let picture = try Picture(
      Self.file([Self.head(0x3C), Self.profile, notes[2], Self.alpha, Self.lossy, notes[0], notes[1]]))
    #expect(picture.bytes == Self.file([Self.head(0x30), Self.profile, Self.alpha, Self.lossy]))
    #expect(
      try Picture(Self.file([Self.head(0x3C), Self.lossless])).bytes == Self.file([Self.head(0x10), Self.lossless]))
    #expect(try Picture(Self.file([Self.lossy, notes[0]])).bytes == Self.file([Self.lossy]))
  }

  @Test func `what moves is told by its head and by its frames`() {
    #expect(throws: PictureRefusal.animated) { try Picture(Self.file([Self.head(0x02), Self.lossy])) }
    #expect(throws: PictureRefusal.animated) {
      try Picture(Self.file([Self.head(), Self.chunk("ANMF", [0]), Self.lossy]))
    }
  }

  private static let broken: [[[UInt8]]] = [
    [], [head()], [alpha, lossy], [lossy, lossy], [lossy, head()], [head(), head(), lossy], [head(), lossy, alpha],
    [head(), alpha, alpha, lossy], [head(), alpha, lossless], [head(), lossy, profile], [lossy, alpha],
    [head(0, 4, 2), lossy], [head(0, 3, 3), lossless], [chunk("VP8X", [0]), lossy], [chunk("EXIF", [1]), lossy],
    [chunk("VP8L", [0x2E, 2, 0x40, 0, 0, 9])], [chunk("VP8L", [0x2F, 2, 0x40, 0, 0x20, 9])],
    [chunk("VP8L", [0x2F, 2, 0x40, 0, 0])], [chunk("VP8 ", [0x31, 0, 0, 0x9D, 0x01, 0x2A, 3, 0, 2, 0, 7, 7])],
    [chunk("VP8 ", [0x20, 0, 0, 0x9D, 0x01, 0x2A, 3, 0, 2, 0, 7, 7])],
    [chunk("VP8 ", [0x30, 0, 0, 0x9D, 0x01, 0x2B, 3, 0, 2, 0, 7, 7])],
    [chunk("VP8 ", [0x30, 1, 0, 0x9D, 0x01, 0x2A, 3, 0, 2, 0, 7, 7])],
    [chunk("VP8 ", [0x30, 0, 0, 0x9D, 0x01, 0x2A, 0, 0, 2, 0, 7, 7])],
  ]

  @Test(arguments: broken)
  func `what breaks a rule is refused`(chunks: [[UInt8]]) {
    #expect(throws: PictureRefusal.malformed) { try Picture(Self.file(chunks)) }
  }

  @Test func `a length beyond the end is found, of the file and of a chunk`() {
    #expect(throws: PictureRefusal.malformed) { try Picture(Self.file([Self.lossy], longer: 1)) }
    #expect(throws: PictureRefusal.malformed) {
      try Picture(Self.file([Array("VP8 ".utf8) + [0xFF, 0xFF, 0xFF, 0x7F]]))
    }
  }
}
