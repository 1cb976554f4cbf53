import CivilTime
import Crypto
import Store
import TestSupport
import Testing

import struct FoundationEssentials.UUID

@Suite struct BookingCursorTests {
  private static let id = BookingID(UUID(uuidString: "0199A000-0000-7000-8000-00000000ABCD")!)

  @Test(arguments: [true, false])
  func `a cursor comes back from its text`(readsBack: Bool) throws {
    let cursor = BookingCursor(start: Instant("2026-12-03T08:00:00.5Z")!, id: Self.id, readsBack: readsBack)
    #expect(BookingCursor(cursor.text) == cursor)
    #expect(
      cursor.text.utf8.allSatisfy {
        UInt8(ascii: "-") == $0 || UInt8(ascii: "_") == $0 || Character(UnicodeScalar($0)).isLetter
          || Character(UnicodeScalar($0)).isNumber
      })
  }

  @Test func `what was cut, lengthened, or says no way or no time is none`() throws {
    let text = BookingCursor(start: Instant("2026-12-03T08:00:00Z")!, id: Self.id, readsBack: false).text
    let bytes = try Base64.url.decode(text.utf8)
    var otherWay = bytes
    otherWay[0] = 2
    let beyond = [0] + Array(repeating: 0x7F, count: 8) + bytes[9...]
    let before = [0] + Array(repeating: 0x80, count: 8) + bytes[9...]
    let hostile = [
      "", "0", "null", String(text.dropLast()), text + "A", text + "====", "../../etc/passwd", "' OR 1=1 --", "é",
      "\u{0}",
      String(repeating: "A", count: 100_000), Base64.url.encode(otherWay), Base64.url.encode(beyond),
      Base64.url.encode(before), Base64.url.encode(bytes.dropLast()), Base64.url.encode(bytes + [0]),
    ]
    for text in hostile { #expect(BookingCursor(text) == nil, "\(text.prefix(40))") }
  }

  @Test func `nothing that comes by chance stops the program`() {
    var numbers = SplitMix(seed: 5)
    for _ in 0..<20_000 {
      let bytes = (0..<25).map { index in
        index == 0 ? UInt8.random(in: 0...2, using: &numbers) : .random(in: 0...255, using: &numbers)
      }
      if let cursor = BookingCursor(Base64.url.encode(bytes)) { #expect(BookingCursor(cursor.text) == cursor) }
    }
  }
}
