internal import HTTP
internal import Operations
internal import Server
internal import Store

/// An owner's picture. Its address changes with it, so that a copy is good for ever.
struct FacePage: Page {
  let username: String
  let tag: String
  let desk: GuestDesk

  func answer(_ request: Request) -> Answer {
    desk.later(request) {
      guard let etag = ETag(tag), let picture = try await desk.office.picture(of: username, tag: tag) else {
        return desk.failure(.notFound, request)
      }
      var response = Response(type: picture.type, bytes: picture.bytes)
      response.headers.add(.cacheControl, "public, max-age=31536000, immutable")
      return PreparedResponse(response, etag: etag).answer(request.head)
    }
  }
}

extension Owner {
  /// Where their picture is; nil where they gave none.
  var pictureAddress: String? { picture.map { Route.face(username, $0).address } }
}
