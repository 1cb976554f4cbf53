import Testing

@testable import Pictures

/// A JPEG's segments, put together by hand.
@Suite struct JPEGTests {
  private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
    var segment: [UInt8] = [0xFF, marker]
    segment.append(big: data.count + 2, 2)
    return segment + data
  }

  private static let start: [UInt8] = [0xFF, 0xD8]
  private static let end: [UInt8] = [0xFF, 0xD9]
  private static let table = segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
  private static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
  private static let frame = frame()

  private static func frame(
    _ marker: UInt8 = 0xC0, depth: UInt8 = 8, height: UInt8 = 2, width: UInt8 = 3, components: UInt8 = 1
  ) -> [UInt8] {
    segment(marker, [depth, 0, height, 0, width, components, 1, 0x11, 0])
  }

  private static func picture(_ segments: [UInt8]...) throws -> Picture { try Picture(Array(segments.joined())) }

  @Test func `the smallest is taken`() throws {
    let bytes = Self.start + Self.table + Self.frame + Self.scan + Self.end
    let picture = try Picture(bytes)
    #expect((picture.type, picture.width, picture.height) == (.jpeg, 3, 2))
    #expect(picture.bytes == bytes)
  }

  @Test func `notes go wherever they stand, previews with them`() throws {
    let preview: [UInt8] = [1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]
    let jfif = Self.segment(0xE0, Array("JFIF\0".utf8) + preview)
    let plain = Self.segment(0xE0, Array("JFIF\0".utf8) + preview.prefix(7) + [0, 0])
    let adobe = Self.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
    let profile = Self.segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 7])
    let notes = [0xE0, 0xE1, 0xE2, 0xE5, 0xED, 0xEE, 0xEF, 0xFE].map { Self.segment($0, Array("Secret".utf8)) }
    let picture = try Self.picture(
      Self.start, jfif, notes[0], notes[1], adobe, notes[2], profile, notes[3], notes[4], Self.table, notes[5],
      Self.frame, notes[6], Self.scan, notes[7], Self.scan, Self.end)
    #expect(
      picture.bytes == Self.start + plain + adobe + profile + Self.table + Self.frame + Self.scan + Self.scan
        + Self.end)
  }

  @Test func `bytes that only fill are left out`() throws {
    let picture = try Self.picture(Self.start, [0xFF, 0xFF], Self.table, Self.frame, Self.scan, [0xFF], Self.end)
    #expect(picture.bytes.count < (Self.start + Self.table + Self.frame + Self.scan + Self.end).count + 2)
  }

  private static let broken: [[[UInt8]]] = [
    [end], [frame, end], [scan, end], [frame, scan], [frame, frame, scan, end], [table, scan, frame, end],
    [frame(0xC3), scan, end], [frame(0xC9), scan, end], [segment(0xCC, [1]), frame, scan, end],
    [frame(depth: 12), scan, end], [frame(height: 0), scan, end], [frame(width: 0), scan, end],
    [frame(components: 2), scan, end], [frame(components: 3), scan, end], [segment(0xDD, [1]), frame, scan, end],
    [segment(0xDB, []), frame, scan, end], [frame, segment(0xDA, [0, 0, 63, 0]), [1], end],
    [frame, segment(0xDA, [1, 1, 0, 0, 63, 0]), end], [frame, [0xFF, 0xDA, 0, 1], end],
    [frame, [0xFF, 0x01], scan, end], [frame, [0x00], scan, end], [[0xFF, 0xD8], frame, scan, end],
  ]

  @Test(arguments: broken)
  func `what breaks a rule is refused`(segments: [[UInt8]]) {
    #expect(throws: PictureRefusal.malformed) { try Picture(Self.start + segments.joined()) }
  }
}
