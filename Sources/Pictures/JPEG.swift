/// A JPEG (ITU-T T.81) segment by segment, baseline or progressive. Kept are tables, frame and scans, of the segments of
/// applications those that change how it looks: JFIF without its preview, the colour profile, Adobe's note on colours,
/// and of EXIF the way up alone. Everything else that was added is dropped.
struct JPEG {
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  private var size: PictureSize?
  private var hasScan = false
  private var isUpright = true
  private var bytes: [UInt8] = [0xFF, Marker.start]

  private enum Marker {
    static let start: UInt8 = 0xD8
    static let end: UInt8 = 0xD9
    static let scan: UInt8 = 0xDA
    static let quantization: UInt8 = 0xDB
    static let restartInterval: UInt8 = 0xDD
    static let huffman: UInt8 = 0xC4
    /// Baseline, extended, progressive. The others no browser shows.
    static let frames: ClosedRange<UInt8> = 0xC0...0xC2
    static let applications: ClosedRange<UInt8> = 0xE0...0xEF
    static let comment: UInt8 = 0xFE
    static let restarts: ClosedRange<UInt8> = 0xD0...0xD7
  }

  static func read(_ bytes: [UInt8]) throws(PictureRefusal) -> (size: PictureSize, bytes: [UInt8]) {
    var reader = ByteReader(bytes.dropFirst(2))
    var jpeg = JPEG()
    while true {
      let marker = try nextMarker(&reader)
      if marker == Marker.end { break }
      try jpeg.take(marker, &reader)
    }
    guard let size = jpeg.size, jpeg.hasScan else { throw .malformed }
    // Whatever stands behind the end is left there.
    return (size, jpeg.bytes + [0xFF, Marker.end])
  }

  /// Any number of 0xFF may stand before one.
  private static func nextMarker(_ reader: inout ByteReader) throws(PictureRefusal) -> UInt8 {
    guard try reader.byte() == 0xFF else { throw .malformed }
    while true {
      let byte = try reader.byte()
      if byte != 0xFF { return byte }
    }
  }

  private mutating func take(_ marker: UInt8, _ reader: inout ByteReader) throws(PictureRefusal) {
    let length = try reader.big(2)
    guard length >= 2 else { throw .malformed }
    let data = try reader.take(length - 2)
    switch marker {
    case Marker.frames: try takeFrame(marker, data)
    case Marker.scan: try takeScan(data, &reader)
    case Marker.quantization, Marker.huffman:
      guard !data.isEmpty else { throw .malformed }
      keep(marker, data)
    case Marker.restartInterval:
      guard data.count == 2 else { throw .malformed }
      keep(marker, data)
    case Marker.applications: takeNote(marker, data)
    case Marker.comment: break
    default: throw .malformed
    }
  }

  private mutating func takeFrame(_ marker: UInt8, _ data: ArraySlice<UInt8>) throws(PictureRefusal) {
    guard size == nil else { throw .malformed }
    var reader = ByteReader(data)
    let depth = try reader.byte()
    let (height, width) = (try reader.big(2), try reader.big(2))
    let components = Int(try reader.byte())
    guard depth == 8, [1, 3, 4].contains(components), data.count == 6 + 3 * components else { throw .malformed }
    size = try PictureSize(width, height)
    keep(marker, data)
  }

  /// A scan's head, and its pixels up to the next marker.
  private mutating func takeScan(_ data: ArraySlice<UInt8>, _ reader: inout ByteReader) throws(PictureRefusal) {
    guard size != nil, let components = data.first, (1...4).contains(components), data.count == 4 + 2 * components
    else { throw .malformed }
    keep(Marker.scan, data)
    let length = JPEG.scanLength(reader.rest)
    guard length > 0 else { throw .malformed }
    bytes += try reader.take(length)
    hasScan = true
  }

  /// 0xFF stands in pixels only before a zero, and before the marks at which decoders begin anew.
  private static func scanLength(_ rest: ArraySlice<UInt8>) -> Int {
    rest.withUnsafeBufferPointer { bytes in
      var place = 0
      while place < bytes.count {
        if bytes[place] == 0xFF, place + 1 < bytes.count {
          let next = bytes[place + 1]
          if next != 0, next != 0xFF, !Marker.restarts.contains(next) { return place }
        }
        place += 1
      }
      return place
    }
  }

  private mutating func takeNote(_ marker: UInt8, _ data: ArraySlice<UInt8>) {
    switch marker {
    case 0xE0 where data.starts(with: "JFIF\0".utf8) && data.count >= 14:
      // The two last numbers are the size of a preview, which goes.
      keep(marker, data.prefix(12) + [0, 0])
    case 0xE1 where isUpright:
      guard let orientation = Orientation(exif: data), orientation.isTurned else { return }
      isUpright = false
      keep(marker, orientation.exif[...])
    case 0xE2 where data.starts(with: "ICC_PROFILE\0".utf8): keep(marker, data)
    case 0xEE where data.starts(with: "Adobe".utf8) && data.count == 12: keep(marker, data)
    default: break
    }
  }

  private mutating func keep(_ marker: UInt8, _ data: ArraySlice<UInt8>) {
    bytes += [0xFF, marker]
    bytes.append(big: data.count + 2, 2)
    bytes += data
  }
}
