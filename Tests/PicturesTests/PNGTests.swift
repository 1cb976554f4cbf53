import Testing

@testable import Pictures

/// A PNG's chunks, put together by hand.
@Suite struct PNGTests {
  private static func chunk(_ name: String, _ data: [UInt8] = []) -> [UInt8] {
    var chunk: [UInt8] = []
    chunk.append(big: data.count, 4)
    chunk += name.utf8 + data
    chunk.append(big: Int(CRC32.of(Array(name.utf8)[...], data[...])), 4)
    return chunk
  }

  private static func header(
    _ width: Int = 1, _ height: Int = 1, depth: UInt8 = 8, color: UInt8 = 2, last: [UInt8] = [0, 0, 0]
  ) -> [UInt8] {
    var data: [UInt8] = []
    data.append(big: width, 4)
    data.append(big: height, 4)
    return chunk("IHDR", data + [depth, color] + last)
  }

  private static let pixels = chunk("IDAT", [1])
  private static let end = chunk("IEND")
  private static let palette = chunk("PLTE", [0, 0, 0, 255, 255, 255])

  private static func outcome(_ chunks: [UInt8]...) -> Result<Picture, PictureRefusal> {
    Result { () throws(PictureRefusal) in try Picture(PNG.signature + chunks.joined()) }
  }

  @Test func `the smallest is taken`() throws {
    let picture = try Self.outcome(Self.header(), Self.pixels, Self.end).get()
    #expect(picture.bytes == PNG.signature + Self.header() + Self.pixels + Self.end)
    #expect((picture.type, picture.width, picture.height) == (.png, 1, 1))
  }

  @Test func `unknown and telling chunks go, those that colour stay`() throws {
    let kept = [Self.chunk("gAMA", [0, 0, 1, 1]), Self.chunk("sRGB", [0]), Self.chunk("tRNS", [0, 0, 0, 0, 0, 0])]
    let gone = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "pHYs", "prVt"].map { Self.chunk($0, [1, 2, 3]) }
    let picture = try Self.outcome(
      Self.header(), gone[0], kept[0], gone[1], kept[1], gone[2], kept[2], gone[3], Self.pixels, Self.pixels, gone[4],
      gone[5], gone[6], Self.end
    ).get()
    #expect(
      picture.bytes == PNG.signature + Self.header() + kept.joined() + Self.pixels + Self.pixels + Self.end)
  }

  @Test(arguments: [
    [pixels, end], [header(), end], [header(), header(), pixels, end], [header(), pixels],
    [header(), pixels, chunk("tEXt"), pixels, end], [header(), chunk("ABCD"), pixels, end],
    [header(), pixels, chunk("IEND", [0])], [header(), pixels, palette, end], [header(color: 0), palette, pixels, end],
    [header(color: 3), pixels, end], [header(color: 3), chunk("PLTE", [0, 0]), pixels, end],
    [header(depth: 1, color: 3), chunk("PLTE", [UInt8](repeating: 0, count: 9)), pixels, end],
    [header(color: 3), palette, palette, pixels, end], [header(color: 3), chunk("tRNS", [0]), palette, pixels, end],
    [header(color: 3), palette, chunk("tRNS", [0, 0, 0]), pixels, end],
    [header(color: 6), chunk("tRNS", [0, 0]), pixels, end], [header(), chunk("gAMA", [0]), pixels, end],
    [header(), chunk("sRGB", [0]), chunk("sRGB", [0]), pixels, end], [header(), pixels, chunk("sRGB", [0]), end],
    [header(), chunk("iCCP", Array("a".utf8)), pixels, end], [header(), chunk("iCCP", [97, 0, 1, 0]), pixels, end],
    [header(0, 1), pixels, end], [header(1, 0), pixels, end], [header(depth: 3), pixels, end],
    [header(color: 1), pixels, end], [header(color: 7), pixels, end], [header(last: [1, 0, 0]), pixels, end],
    [header(last: [0, 1, 0]), pixels, end], [header(last: [0, 0, 2]), pixels, end], [chunk("IHDR", [0]), pixels, end],
  ])
  func `what breaks a rule is refused`(chunks: [[UInt8]]) {
    #expect(throws: PictureRefusal.malformed) { try Picture(PNG.signature + chunks.joined()) }
  }

  @Test func `a wrong check sum is found, and a length beyond the end`() {
    var broken = Self.pixels
    broken[broken.count - 1] ^= 1
    #expect(Self.outcome(Self.header(), broken, Self.end) == .failure(.malformed))
    #expect(Self.outcome(Self.header(), [0xFF, 0xFF, 0xFF, 0xFF] + "IDAT".utf8) == .failure(.malformed))
  }

  @Test func `what moves is told by what moves it`() {
    let moves = Self.chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0])
    #expect(Self.outcome(Self.header(), moves, Self.pixels, Self.end) == .failure(.animated))
  }

  @Test func `a side of billions of pixels is too wide`() {
    #expect(Self.outcome(Self.header(0xFFFF_FFFF), Self.pixels, Self.end) == .failure(.tooWide(limit: 4_096)))
  }

  @Test func `the check sum agrees with its standard`() {
    #expect(CRC32.of(Array("123456789".utf8)[...]) == 0xCBF4_3926)
    #expect(CRC32.of(Array("1234".utf8)[...], Array("56789".utf8)[...]) == 0xCBF4_3926)
  }
}
