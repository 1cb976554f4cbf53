internal import Crypto
internal import Pictures
internal import Postgres
public import Store

/// A picture as it is shown.
public struct ShownPicture: Sendable {
  public let bytes: [UInt8]
  public let type: String
}

extension Office {
  public func setPicture(_ bytes: [UInt8], of owner: UserID, caller: Caller) async throws -> SaveOutcome {
    let picture: Picture
    do throws(PictureRefusal) {
      picture = try Picture(bytes)
    } catch {
      return .refused([AccountRefusal(.picture, .picture(PictureProblem(error)))])
    }
    return try await minding {
      let tag = Hex.encode(Array(SHA256.hash(picture.bytes).bytes.prefix(8)))
      try await books.write(
        [
          Owners.setPicture(picture.bytes, type: picture.type.rawValue, tag: tag, of: owner, at: now),
          AuditLog.insert("user.picture", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ], of: owner)
      return .saved
    }
  }

  public func removePicture(of owner: UserID, caller: Caller) async throws {
    _ = try await minding {
      try await books.write(
        [
          Owners.removePicture(of: owner, at: now),
          AuditLog.insert("user.picture", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ], of: owner)
    }
  }

  /// Nil where there is none of that name; it is the same for ever where there is one.
  public func picture(of username: String, tag: String) async throws -> ShownPicture? {
    try await minding {
      let row = try await database.query(Owners.picture(of: username, tag: tag)).first
      guard let (bytes, type) = try row?.decode([UInt8].self, String.self) else { return nil }
      return ShownPicture(bytes: bytes, type: type)
    }
  }
}

extension PictureProblem {
  fileprivate init(_ refusal: PictureRefusal) {
    switch refusal {
    // One that moves is of another kind, whatever its file is called.
    case .unknownKind, .animated: self = .unknownKind
    case .malformed: self = .malformed
    case .tooLarge(let limit): self = .tooLarge(limit: limit)
    case .tooWide(let limit): self = .tooWide(limit: limit)
    }
  }
}
