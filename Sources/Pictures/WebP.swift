/// A WebP (RFC 9649) chunk by chunk: one still picture, lossy or not, with its alpha and its colour profile where it has
/// them. EXIF, XMP and whatever we don't know are dropped, and the header says so.
struct WebP {
  static let container = Array("RIFF".utf8)
  static let signature = Array("WEBP".utf8)

  /// What an extended file says of itself.
  private var canvas: (size: PictureSize, flags: UInt8)?
  private var profile: WebPChunk?
  private var alpha: WebPChunk?
  private var image: WebPChunk?

  private enum Flag {
    static let profile: UInt8 = 0x20
    static let alpha: UInt8 = 0x10
    static let animation: UInt8 = 0x02
  }

  static func read(_ bytes: [UInt8]) throws(PictureRefusal) -> (size: PictureSize, bytes: [UInt8]) {
    var header = ByteReader(bytes.dropFirst(container.count))
    let length = try header.little(4)
    // Whatever stands behind the end is left there.
    var reader = ByteReader(try header.take(length))
    _ = try reader.take(signature.count)
    var webp = WebP()
    var isFirst = true
    while !reader.isAtEnd {
      try webp.take(try WebPChunk(&reader), isFirst: isFirst)
      isFirst = false
    }
    return try webp.finish()
  }

  private mutating func take(_ chunk: WebPChunk, isFirst: Bool) throws(PictureRefusal) {
    switch chunk.name {
    case "VP8X":
      guard isFirst else { throw .malformed }
      canvas = try WebP.canvas(chunk.data)
    case "VP8 ", "VP8L":
      guard image == nil, isFirst || canvas != nil else { throw .malformed }
      image = chunk
    case _ where isFirst: throw .malformed
    case "ANIM", "ANMF": throw .animated
    case "ALPH":
      guard canvas != nil, alpha == nil, image == nil, !chunk.data.isEmpty else { throw .malformed }
      alpha = chunk
    case "ICCP":
      guard canvas != nil, profile == nil, alpha == nil, image == nil else { throw .malformed }
      profile = chunk
    default: break
    }
  }

  private static func canvas(
    _ data: ArraySlice<UInt8>
  ) throws(PictureRefusal) -> (size: PictureSize, flags: UInt8) {
    guard data.count == 10 else { throw .malformed }
    var reader = ByteReader(data)
    let flags = try reader.byte()
    guard flags & Flag.animation == 0 else { throw .animated }
    _ = try reader.take(3)
    return (try PictureSize(try reader.little(3) + 1, try reader.little(3) + 1), flags)
  }

  private func finish() throws(PictureRefusal) -> (size: PictureSize, bytes: [UInt8]) {
    guard let image else { throw .malformed }
    let isLossy = image.name == "VP8 "
    let size = isLossy ? try WebP.lossySize(image.data) : try WebP.losslessSize(image.data)
    guard alpha == nil || isLossy, canvas == nil || canvas?.size == size else { throw .malformed }
    var body = WebP.signature
    if let canvas {
      let hasAlpha = isLossy ? alpha != nil : canvas.flags & Flag.alpha != 0
      WebPChunk(name: "VP8X", data: head(size, hasAlpha: hasAlpha)[...]).write(to: &body)
    }
    for chunk in [profile, alpha, image] { chunk?.write(to: &body) }
    var bytes = WebP.container
    bytes.append(little: body.count, 4)
    return (size, bytes + body)
  }

  private func head(_ size: PictureSize, hasAlpha: Bool) -> [UInt8] {
    var head = [(profile == nil ? 0 : Flag.profile) | (hasAlpha ? Flag.alpha : 0), 0, 0, 0]
    head.append(little: size.width - 1, 3)
    head.append(little: size.height - 1, 3)
    return head
  }

  /// RFC 6386, section 9.1: a key frame that is shown, a start code, width and height in 14 bits of 16 each.
  private static func lossySize(_ data: ArraySlice<UInt8>) throws(PictureRefusal) -> PictureSize {
    var reader = ByteReader(data)
    let tag = try reader.little(3)
    let start = try reader.big(3)
    let (width, height) = (try reader.little(2) & 0x3FFF, try reader.little(2) & 0x3FFF)
    let (isKey, version, isShown, firstPart) = (tag & 1 == 0, tag >> 1 & 7, tag >> 4 & 1 == 1, tag >> 5)
    guard isKey, version <= 3, isShown, start == 0x9D012A, (1...reader.rest.count).contains(firstPart) else {
      throw .malformed
    }
    return try PictureSize(width, height)
  }

  /// RFC 9649, section 3.4: a signature, then 14 bits each of what goes before width and height, one for alpha, three of
  /// version.
  private static func losslessSize(_ data: ArraySlice<UInt8>) throws(PictureRefusal) -> PictureSize {
    var reader = ByteReader(data)
    guard try reader.byte() == 0x2F else { throw .malformed }
    let bits = try reader.little(4)
    guard bits >> 29 == 0, !reader.isAtEnd else { throw .malformed }
    return try PictureSize(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
  }
}

/// A piece of a WebP. One of odd length has a byte more behind it.
private struct WebPChunk {
  let name: String
  let data: ArraySlice<UInt8>

  init(name: String, data: ArraySlice<UInt8>) {
    (self.name, self.data) = (name, data)
  }

  init(_ reader: inout ByteReader) throws(PictureRefusal) {
    name = String(decoding: try reader.take(4), as: UTF8.self)
    let length = try reader.little(4)
    data = try reader.take(length)
    if !length.isMultiple(of: 2) { _ = try reader.byte() }
  }

  func write(to bytes: inout [UInt8]) {
    bytes += name.utf8
    bytes.append(little: data.count, 4)
    bytes += data
    if !data.count.isMultiple(of: 2) { bytes.append(0) }
  }
}
