import HTTP
import TestSupport
import Testing

/// What holds for any bytes at all. Seeded: a failure comes back.
struct PropertyTests {
  /// A few vectors in a row, as one stream.
  private static func stream(_ random: inout SplitMix) -> [UInt8] {
    (0..<1 + random.below(4)).flatMap { _ in HTTPVector.all[random.below(HTTPVector.all.count)].input }
  }

  /// The same stream with a few bytes changed, lost, doubled or made up.
  private static func mutated(_ stream: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var stream = stream
    let spice: [UInt8] = [0, 9, 10, 13, 32, 44, 58, 59, 127, 128, 255]
    for _ in 0..<1 + random.below(6) where !stream.isEmpty {
      let place = random.below(stream.count)
      switch random.below(5) {
      case 0: stream[place] = UInt8(random.below(256))
      case 1: stream[place] = spice[random.below(spice.count)]
      case 2: stream.remove(at: place)
      case 3: stream.insert(spice[random.below(spice.count)], at: place)
      default: stream.insert(contentsOf: stream[place..<min(stream.count, place + random.below(30))], at: place)
      }
    }
    return stream
  }

  private static func talk(_ stream: [UInt8], pieces: (inout SplitMix) -> Int, _ random: inout SplitMix) -> Talk {
    var talk = Talk()
    var start = 0
    while start < stream.count {
      let end = min(stream.count, start + max(1, pieces(&random)))
      talk.send(stream[start..<end])
      start = end
    }
    talk.halfClose()
    return talk
  }

  private static func withoutGoOn(_ text: String) -> String {
    text.split(separator: "HTTP/1.1 100 Continue\r\n\r\n", omittingEmptySubsequences: false).joined()
  }

  @Test(arguments: 0..<20)
  func `how a stream is cut never changes what comes of it`(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<40 {
      let stream = PropertyTests.mutated(PropertyTests.stream(&random), &random)
      let whole = PropertyTests.talk(stream, pieces: { _ in stream.count }, &random)
      let cut = PropertyTests.talk(stream, pieces: { $0.below(20) }, &random)
      let dripped = PropertyTests.talk(stream, pieces: { _ in 1 }, &random)
      let expected = PropertyTests.withoutGoOn(whole.text)
      #expect(PropertyTests.withoutGoOn(cut.text) == expected)
      #expect(PropertyTests.withoutGoOn(dripped.text) == expected)
      #expect(whole.isClosed && cut.isClosed && dripped.isClosed)
    }
  }

  @Test(arguments: 0..<10)
  func `bytes without any sense are refused or not answered`(seed: Int) {
    var random = SplitMix(seed: UInt64(1000 + seed))
    for _ in 0..<50 {
      let stream = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
      let talk = PropertyTests.talk(stream, pieces: { $0.below(50) }, &random)
      #expect(talk.isClosed && talk.requests.isEmpty)
    }
  }

  @Test(arguments: 0..<10)
  func `no parser traps on any bytes`(seed: Int) {
    var random = SplitMix(seed: UInt64(2000 + seed))
    let grains = Array("a=b&;,%20+\"\\/-0159:*Wqbytestextform-data;name=\r\n--x\0\u{7F}é <>Sun, 06 Nov GMT".utf8)
    for _ in 0..<300 {
      let bytes = (0..<random.below(80)).map { _ in grains[random.below(grains.count)] }
      let form = Form.parse(bytes[...])
      #expect(form.count <= bytes.count)
      for field in form { #expect(!field.name.utf8.contains(0) && !field.value.utf8.contains(0)) }
      _ = Cookies.parse(bytes[...]).all
      _ = try? Multipart.parse(bytes, boundary: "x")
      _ = MediaType.parse(bytes[...])
      _ = HTTPDate.parse(bytes[...])
      _ = ETag.parse(bytes[...])
      _ = Target(String(decoding: bytes, as: UTF8.self))?.segments
      var headers = Headers()
      for name in [FieldName.range, .ifMatch, .ifNoneMatch, .ifRange, .accept, .acceptLanguage, .acceptEncoding] {
        headers.add(name, bytes: bytes)
      }
      let head = RequestHead(method: .get, target: Target("/")!, headers: headers)
      _ = ByteRange.choose(for: head, size: 100, Validators())
      _ = Validators(etag: ETag("a"), lastModified: EchoHandler.date).check(head)
      _ = headers.preferredType(among: ["text/html"])
      _ = headers.preferredLanguage(among: ["en", "vi"])
      _ = headers.preferredCoding(among: ["br", "gzip"])
    }
  }
}
