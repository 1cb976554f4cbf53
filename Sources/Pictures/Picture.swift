/// A picture somebody gave of themselves, as the site may keep and show it: one of three kinds, known by what is in it
/// and not by what it is called, sound in its structure, of bounded size, and without anything in it that does not
/// change how it looks: no place, no camera, no preview of what was cut away. Its pixels are not looked at.
public struct Picture: Hashable, Sendable {
  public static let longest = 1 << 20
  /// Pixels a side.
  public static let widest = 4_096

  public let type: PictureType
  public let width: Int
  public let height: Int

  /// The picture anew: never more than came in, and taken as it is when it comes in again.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) throws(PictureRefusal) {
    guard bytes.count <= Self.longest else { throw .tooLarge(limit: Self.longest) }
    guard let type = PictureType(beginning: bytes) else { throw .unknownKind }
    let found =
      switch type {
      case .png: try PNG.read(bytes)
      case .jpeg: try JPEG.read(bytes)
      case .webp: try WebP.read(bytes)
      }
    self.type = type
    (width, height) = (found.size.width, found.size.height)
    self.bytes = found.bytes
  }
}

/// The kinds of picture that every browser shows and phones make.
public enum PictureType: String, CaseIterable, Hashable, Sendable {
  case png = "image/png"
  case jpeg = "image/jpeg"
  case webp = "image/webp"

  init?(beginning bytes: [UInt8]) {
    if bytes.starts(with: PNG.signature) {
      self = .png
    } else if bytes.starts(with: JPEG.signature) {
      self = .jpeg
    } else if bytes.starts(with: WebP.container), bytes.dropFirst(8).starts(with: WebP.signature) {
      self = .webp
    } else {
      return nil
    }
  }
}

/// Why a picture is not taken.
public enum PictureRefusal: Error, Hashable, Sendable {
  /// Neither PNG nor JPEG nor WebP.
  case unknownKind
  /// It begins like one and is none: cut off, mended by hand, or made to look like one.
  case malformed
  /// Bytes.
  case tooLarge(limit: Int)
  /// Pixels a side.
  case tooWide(limit: Int)
  /// It moves.
  case animated
}

/// How many pixels a picture has each way.
struct PictureSize: Equatable {
  let width: Int
  let height: Int

  init(_ width: Int, _ height: Int) throws(PictureRefusal) {
    guard width > 0, height > 0 else { throw .malformed }
    guard max(width, height) <= Picture.widest else { throw .tooWide(limit: Picture.widest) }
    (self.width, self.height) = (width, height)
  }
}
