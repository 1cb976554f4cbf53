import Crypto
import FoundationEssentials
import TestSupport
import Testing

@Suite struct UUIDMakerTests {
  /// RFC 9562, appendix A.6: 22 February 2022, 14:22:22 in New York.
  private let moment: Int64 = 0x017F_22E2_79B0

  @Test func `the example of RFC 9562 comes out`() {
    let parts = UUIDv7(milliseconds: moment, high: 0xCC3, low: 0x18C4_DC0C_0C07_398F)
    #expect(parts.uuid.uuidString == "017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
  }

  @Test func `an id carries its time, version and variant`() {
    let bytes = UUIDMaker().make(at: moment).bytes
    #expect(Array(bytes[0..<6]) == hex("017F22E279B0"))
    #expect(bytes[6] >> 4 == 7)
    #expect(bytes[8] >> 6 == 0b10)
  }

  @Test func `ids grow within one millisecond`() {
    let maker = UUIDMaker()
    let ids = (0..<10_000).map { _ in maker.make(at: moment) }
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    #expect(ids.allSatisfy { $0.bytes.starts(with: hex("017F22E279B0")) })
  }

  @Test func `ids grow when the clock steps back`() {
    let maker = UUIDMaker()
    let ids = [moment, moment - 5000, moment - 1, moment, moment + 1].map(maker.make)
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `ids made by many threads at once are all different`() async {
    let maker = UUIDMaker()
    let moment = moment
    let ids = await withTaskGroup(of: [UUID].self) { group in
      for _ in 0..<8 { group.addTask { (0..<500).map { _ in maker.make(at: moment) } } }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(ids).count == 4000)
  }

  @Test func `two makers make different ids in the same millisecond`() {
    #expect(UUIDMaker().make(at: moment) != UUIDMaker().make(at: moment))
  }

  @Test func `counting on carries into the higher bits and at last into the time`() {
    let step = UUIDv7(milliseconds: moment, high: 0, low: 0)
    let low = UUIDv7(milliseconds: moment, high: 0x00F, low: .max)
    #expect(low.next(step).uuid.uuidString == "017F22E2-79B0-7010-8000-000000000000")
    let full = UUIDv7(milliseconds: moment, high: .max, low: .max)
    #expect(full.next(step).uuid.uuidString == "017F22E2-79B1-7000-8000-000000000000")
  }

  @Test(arguments: [(Int64.min, "00000000-0000-7"), (-1, "00000000-0000-7"), (Int64.max, "FFFFFFFF-FFFF-7")])
  func `a time that cannot be written counts as the nearest that can`(milliseconds: Int64, start: String) {
    #expect(UUIDMaker().make(at: milliseconds).uuidString.hasPrefix(start))
  }

  @Test func `an id is written in small letters`() {
    let parts = UUIDv7(milliseconds: moment, high: 0xCC3, low: 0x18C4_DC0C_0C07_398F)
    #expect(parts.uuid.text == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
  }

  @Test func `an id is read back from its sixteen bytes`() {
    let id = UUIDMaker().make(at: moment)
    #expect(UUID(bytes: id.bytes) == id)
    #expect(UUID(bytes: id.bytes.dropLast()) == nil)
  }
}
