import TestSupport
import Testing

@testable import Pictures

/// Pictures as other programs make them.
@Suite struct PictureTests {
  private static let still = [
    "png-1", "png-L", "png-LA", "png-P", "png-RGB", "png-RGBA", "png-I", "png-see-through", "png-secret", "jpeg-L",
    "jpeg-RGB", "jpeg-CMYK", "jpeg-progressive", "jpeg-restarting", "jpeg-secret", "jpeg-upright", "webp-lossy",
    "webp-lossless", "webp-alpha", "webp-lossless-alpha", "webp-secret", "webp-secret-alpha", "png-widest",
  ]

  @Test func `every kind is taken, and looks to another program as it did`() async throws {
    let samples = try await Pillow.samples
    let given = Self.still.compactMap { samples[$0] }
    #expect(given.count == Self.still.count)
    let pictures = try given.map { bytes throws(PictureRefusal) in try Picture(bytes) }
    let (before, after) = (try await Pillow.look(at: given), try await Pillow.look(at: pictures.map(\.bytes)))
    for (index, name) in Self.still.enumerated() {
      let (picture, look) = (pictures[index], after[index])
      #expect(look.pixels == before[index].pixels, "\(name)")
      #expect(look.kind == before[index].kind)
      #expect((picture.width, picture.height) == (look.width, look.height), "\(name)")
      #expect(picture.type.rawValue == "image/" + look.kind.lowercased())
      #expect(picture.bytes.count <= given[index].count, "\(name)")
    }
  }

  @Test func `what is said beside pixels is gone, but for what changes how they look`() async throws {
    let samples = try await Pillow.samples
    let names = ["png-secret", "jpeg-secret", "webp-secret", "webp-secret-alpha"]
    let given = names.compactMap { samples[$0] }
    let looks = try await Pillow.look(at: try given.map { try Picture($0).bytes })
    let unsaid: Set<String> = ["Author", "Comment", "Long", "comment", "xmp", "exif-10f"]
    for (look, before) in zip(looks, given) {
      #expect(look.notes.isDisjoint(with: unsaid))
      #expect(String(decoding: before, as: UTF8.self).contains("Secret"))
    }
    for picture in try given.map({ try Picture($0) }) {
      #expect(!String(decoding: picture.bytes, as: UTF8.self).contains("Secret"))
    }
    #expect(looks[0].notes == ["icc_profile"])
    #expect(looks[1].notes.isSuperset(of: ["icc_profile", "exif-112"]))
    #expect(looks[2].notes.isDisjoint(with: ["exif", "exif-112"]) && looks[2].notes.contains("icc_profile"))
  }

  @Test func `a photo that lies as it is shown says nothing of that`() async throws {
    let upright = try Picture(try #require(await Pillow.samples["jpeg-upright"]))
    #expect(!String(decoding: upright.bytes, as: UTF8.self).contains("Exif"))
  }

  @Test func `taken once, a picture is taken again as it is`() async throws {
    for name in Self.still {
      let picture = try Picture(try #require(await Pillow.samples[name]))
      #expect(try Picture(picture.bytes) == picture, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("png-moving", .animated), ("webp-moving", .animated), ("gif", .unknownKind),
      ("png-too-wide", .tooWide(limit: 4_096)), ("jpeg-too-high", .tooWide(limit: 4_096)),
      ("webp-too-wide", .tooWide(limit: 4_096)),
    ] as [(String, PictureRefusal)])
  func `what moves, what is too wide and what is something else is refused`(
    name: String, refusal: PictureRefusal
  ) async throws {
    let bytes = try #require(await Pillow.samples[name])
    #expect(throws: refusal) { try Picture(bytes) }
  }

  @Test(arguments: ["", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "BM", "RIFF....WAVE", "\u{89}PNG"])
  func `no text is a picture`(text: String) {
    #expect(throws: PictureRefusal.unknownKind) { try Picture(Array(text.utf8)) }
  }

  @Test func `a picture of more than a megabyte is refused before it is read`() {
    #expect(throws: PictureRefusal.tooLarge(limit: 1_048_576)) {
      try Picture([UInt8](repeating: 0, count: 1_048_577))
    }
    #expect(throws: PictureRefusal.unknownKind) { try Picture([UInt8](repeating: 0, count: 1_048_576)) }
  }

  @Test func `a picture cut off anywhere is refused`() async throws {
    for name in ["png-P", "jpeg-progressive", "webp-secret-alpha", "webp-lossy"] {
      let bytes = try Picture(try #require(await Pillow.samples[name])).bytes
      for length in 0..<bytes.count {
        #expect(throws: PictureRefusal.self, "\(name) \(length)") { try Picture(Array(bytes.prefix(length))) }
      }
    }
  }

  @Test func `what stands behind a picture is left there`() async throws {
    for name in ["png-RGB", "jpeg-RGB", "webp-lossy"] {
      let bytes = try Picture(try #require(await Pillow.samples[name])).bytes
      #expect(try Picture(bytes + Array("<script>".utf8)).bytes == bytes)
    }
  }

  @Test func `whatever is done to its bytes, a picture is sound or refused`() async throws {
    var numbers = SplitMix(seed: 5)
    for name in Self.still {
      let bytes = try #require(await Pillow.samples[name])
      for _ in 0..<300 {
        var changed = bytes
        for _ in 0...numbers.below(3) { changed[numbers.below(changed.count)] = UInt8(numbers.below(256)) }
        guard let picture = try? Picture(changed) else { continue }
        #expect(try Picture(picture.bytes) == picture)
        #expect(picture.bytes.count <= changed.count)
      }
    }
  }
}
