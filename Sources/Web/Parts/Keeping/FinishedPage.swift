internal import Guard
internal import HTTP
internal import Server

/// A page made once. Whoever asks for it again gets it out of its finished forms, compressed too; these are made when it
/// is asked for a second time, since many pages are not.
final class FinishedPage: Sendable {
  private let first: Response
  private let etag: ETag?
  private let prepared = Guarded<PreparedResponse?>(nil)

  init(_ page: [UInt8], language: String, policy: SecurityPolicy) {
    etag = Fingerprint(page).etag
    var response = Response.html(page, policy: policy)
    // Asked for again each time, so that a guest never sees a time that has gone.
    response.headers.add(.cacheControl, "private, no-cache")
    response.headers.add(.contentLanguage, language)
    response.headers.add(.vary, "Accept-Language, Cookie")
    first = response
  }

  /// For the request it was made for.
  var firstAnswer: Response {
    var response = first
    if let etag { response.headers.add(.etag, etag.description) }
    return response
  }

  func answer(_ head: RequestHead) -> Response {
    let ready = prepared.withLock { prepared in
      let ready = prepared ?? PreparedResponse(first, etag: etag)
      prepared = ready
      return ready
    }
    return ready.answer(head)
  }

  /// In bytes, as a bound: what the page takes, its compressed form, and their heads.
  var memory: Int { Int(first.body.count) * 3 / 2 + 2048 }
}
