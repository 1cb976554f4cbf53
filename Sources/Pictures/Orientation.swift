/// The way up of a photo, as cameras note it in EXIF: a number from 1, which is as it lies, to 8.
struct Orientation: Equatable {
  private static let name = Array("Exif\0\0".utf8)
  private static let tag = 0x0112
  private static let shortType = 3

  let value: Int

  var isTurned: Bool { value != 1 }

  /// Nil where the segment says nothing of it, or nothing that can be read.
  init?(exif data: ArraySlice<UInt8>) {
    guard data.starts(with: Self.name), let value = try? Self.find(in: data.dropFirst(Self.name.count)),
      (1...8).contains(value)
    else { return nil }
    self.value = value
  }

  /// EXIF that says nothing else.
  var exif: [UInt8] {
    var bytes = Self.name + Array("MM".utf8)
    bytes.append(big: 42, 2)
    bytes.append(big: 8, 4)
    // A directory of one entry: tag, type, count, value; and none behind it.
    bytes.append(big: 1, 2)
    bytes.append(big: Self.tag, 2)
    bytes.append(big: Self.shortType, 2)
    bytes.append(big: 1, 4)
    bytes.append(big: value, 2)
    bytes.append(big: 0, 2)
    bytes.append(big: 0, 4)
    return bytes
  }

  /// TIFF 6.0, section 2: numbers in the order of bytes that the first two letters tell, a directory where the third says.
  private static func find(in tiff: ArraySlice<UInt8>) throws(PictureRefusal) -> Int? {
    var reader = ByteReader(tiff)
    let isBig = try reader.take(2).elementsEqual("MM".utf8)
    func number(_ reader: inout ByteReader, _ count: Int) throws(PictureRefusal) -> Int {
      isBig ? try reader.big(count) : try reader.little(count)
    }
    guard try number(&reader, 2) == 42 else { return nil }
    let start = try number(&reader, 4)
    reader = ByteReader(tiff)
    _ = try reader.take(start)
    for _ in 0..<(try number(&reader, 2)) {
      let (tag, type, count) = (try number(&reader, 2), try number(&reader, 2), try number(&reader, 4))
      var value = ByteReader(try reader.take(4))
      if tag == Self.tag, type == shortType, count == 1 { return try number(&value, 2) }
    }
    return nil
  }
}
