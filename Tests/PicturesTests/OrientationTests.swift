import Testing

@testable import Pictures

@Suite struct OrientationTests {
  private static func exif(_ tiff: [UInt8]) -> ArraySlice<UInt8> { (Array("Exif\0\0".utf8) + tiff)[...] }

  @Test(arguments: 1...8) func `what is written is read`(value: UInt8) {
    let big: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
    let little: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0]
    let orientation = Orientation(exif: Self.exif(big))
    #expect(orientation?.value == Int(value))
    #expect(Orientation(exif: Self.exif(little)) == orientation)
    #expect(orientation?.exif == Array(Self.exif(big)))
  }

  @Test(
    arguments: [
      [], [0x4D, 0x4D], [0x4D, 0x4D, 0, 41, 0, 0, 0, 8, 0, 0], [0x4D, 0x4D, 0, 42, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0xFF, 0xFF, 1, 0x12], [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 0],
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0],
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0],
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 4, 0, 0, 0, 1, 0, 6, 0, 0],
    ] as [[UInt8]])
  func `what can't be read says nothing`(tiff: [UInt8]) {
    #expect(Orientation(exif: Self.exif(tiff)) == nil)
    #expect(Orientation(exif: tiff[...]) == nil)
  }
}
