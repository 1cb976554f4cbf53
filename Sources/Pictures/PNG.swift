/// A PNG (ISO/IEC 15948) chunk by chunk: each has its length and check sum, those that count stand in their order. Kept
/// are those that change how pixels look; texts, times, EXIF and whatever we don't know are not.
struct PNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private let header: PNGHeader
  private var bytes = signature
  private var kept: Set<String> = []
  /// Of the palette.
  private var colors = 0
  private var pixels = Pixels.ahead

  private enum Pixels {
    /// Becomes `.here` with the first chunk of them.
    case ahead
    /// Becomes `.over` with any other chunk.
    case here
    case over
  }

  static func read(_ bytes: [UInt8]) throws(PictureRefusal) -> (size: PictureSize, bytes: [UInt8]) {
    var reader = ByteReader(bytes.dropFirst(signature.count))
    var chunk = try PNGChunk(&reader)
    guard chunk.name == "IHDR" else { throw .malformed }
    var png = PNG(header: try PNGHeader(chunk.data))
    png.keep(chunk)
    repeat {
      chunk = try PNGChunk(&reader)
      try png.take(chunk)
    } while chunk.name != "IEND"
    // Whatever stands behind the end is left there.
    return (png.header.size, png.bytes)
  }

  private init(header: PNGHeader) {
    self.header = header
  }

  private mutating func take(_ chunk: PNGChunk) throws(PictureRefusal) {
    if pixels == .here, chunk.name != "IDAT" { pixels = .over }
    switch chunk.name {
    case "IDAT": try takePixels(chunk)
    case "IEND":
      guard pixels == .over, chunk.data.isEmpty else { throw .malformed }
      keep(chunk)
    case "PLTE": try takePalette(chunk)
    case "acTL", "fcTL", "fdAT": throw .animated
    case "tRNS":
      guard isTransparency(chunk.data) else { throw .malformed }
      try keepOnce(chunk)
    case "gAMA": try takeColors(chunk, chunk.data.count == 4)
    case "cHRM": try takeColors(chunk, chunk.data.count == 32)
    case "sRGB": try takeColors(chunk, chunk.data.count == 1)
    case "iCCP": try takeColors(chunk, isProfile(chunk.data))
    default: if chunk.isCritical { throw .malformed }
    }
  }

  private mutating func takePixels(_ chunk: PNGChunk) throws(PictureRefusal) {
    guard pixels != .over, !header.hasPalette || colors > 0 else { throw .malformed }
    pixels = .here
    keep(chunk)
  }

  private mutating func takePalette(_ chunk: PNGChunk) throws(PictureRefusal) {
    colors = chunk.data.count / 3
    guard header.mayHavePalette, chunk.data.count.isMultiple(of: 3), (1...header.mostColors).contains(colors),
      !kept.contains("tRNS")
    else { throw .malformed }
    try keepOnce(chunk)
  }

  /// How the numbers of pixels are meant: said before there are any.
  private mutating func takeColors(_ chunk: PNGChunk, _ isSound: Bool) throws(PictureRefusal) {
    guard isSound, colors == 0 else { throw .malformed }
    try keepOnce(chunk)
  }

  private mutating func keepOnce(_ chunk: PNGChunk) throws(PictureRefusal) {
    guard pixels == .ahead, kept.insert(chunk.name).inserted else { throw .malformed }
    keep(chunk)
  }

  private mutating func keep(_ chunk: PNGChunk) {
    bytes += chunk.whole
  }

  private func isTransparency(_ data: ArraySlice<UInt8>) -> Bool {
    switch header.colorType {
    case 0: data.count == 2
    case 2: data.count == 6
    case 3: (1...max(1, colors)).contains(data.count) && colors > 0
    default: false
    }
  }

  /// A name of up to 79 bytes, a zero, a zero for how it is compressed, and the profile.
  private func isProfile(_ data: ArraySlice<UInt8>) -> Bool {
    guard let end = data.firstIndex(of: 0), (1...79).contains(end - data.startIndex) else { return false }
    let rest = data[(end + 1)...]
    return rest.count > 1 && rest.first == 0
  }
}

/// What a PNG begins with.
private struct PNGHeader {
  let size: PictureSize
  let depth: UInt8
  let colorType: UInt8

  init(_ data: ArraySlice<UInt8>) throws(PictureRefusal) {
    guard data.count == 13 else { throw .malformed }
    var reader = ByteReader(data)
    let (width, height) = (try reader.big(4), try reader.big(4))
    (depth, colorType) = (try reader.byte(), try reader.byte())
    let (compression, filter, interlace) = (try reader.byte(), try reader.byte(), try reader.byte())
    guard Self.depths[colorType]?.contains(depth) == true, compression == 0, filter == 0, interlace <= 1 else {
      throw .malformed
    }
    size = try PictureSize(width, height)
  }

  /// Bits for each kind of colour: grey, red-green-blue, palette, grey with alpha, red-green-blue with alpha.
  private static let depths: [UInt8: [UInt8]] = [
    0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
  ]

  var hasPalette: Bool { colorType == 3 }
  var mayHavePalette: Bool { [2, 3, 6].contains(colorType) }
  var mostColors: Int { hasPalette ? 1 << Int(depth) : 256 }
}

/// A piece of a PNG, its check sum found right.
private struct PNGChunk {
  let name: String
  let data: ArraySlice<UInt8>
  /// With length, name and check sum.
  let whole: ArraySlice<UInt8>

  init(_ reader: inout ByteReader) throws(PictureRefusal) {
    let start = reader.rest
    let length = try reader.big(4)
    let name = try reader.take(4)
    data = try reader.take(length)
    let sum = try reader.big(4)
    whole = start.prefix(length + 12)
    guard name.allSatisfy({ ($0 & 0xDF) >= 0x41 && ($0 & 0xDF) <= 0x5A }), UInt32(sum) == CRC32.of(name, data) else {
      throw .malformed
    }
    self.name = String(decoding: name, as: UTF8.self)
  }

  /// Who does not know it can't show the picture.
  var isCritical: Bool { name.utf8.first.map { $0 & 0x20 == 0 } ?? true }
}
