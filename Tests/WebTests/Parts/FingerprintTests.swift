import TestSupport
import Testing

@testable import Web

@Suite struct FingerprintTests {
  @Test func `it is the same on every server and in every version`() {
    #expect(Fingerprint([]).description == Fingerprint([]).description)
    #expect(Fingerprint(Array("Calento".utf8)).description == Fingerprint(Array("Calento".utf8)).description)
  }

  @Test func `every change of one byte, wherever it is, gives another`() {
    var chance = SplitMix(seed: 20_261_120)
    var page = (0..<101).map { _ in UInt8.random(in: 0...255, using: &chance) }
    var seen: Set<String> = [Fingerprint(page).description]
    for place in page.indices {
      let before = page[place]
      for bit in 0..<8 {
        page[place] = before ^ 1 << bit
        #expect(seen.insert(Fingerprint(page).description).inserted)
      }
      page[place] = before
    }
  }

  @Test func `zeros count, and so does where things stand`() {
    let pages: [[UInt8]] = [
      [], [0], [0, 0], Array(repeating: 0, count: 8), Array(repeating: 0, count: 9), [1, 0], [0, 1],
    ]
    #expect(Set(pages.map { Fingerprint($0).description }).count == pages.count)
    let (one, two) = (Array("12345678".utf8), Array("abcdefgh".utf8))
    #expect(Fingerprint(one + two).description != Fingerprint(two + one).description)
  }
}
