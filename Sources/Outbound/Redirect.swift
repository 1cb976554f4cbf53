/// Decides where an answer sends us next; no socket here.
enum Redirect {
  /// The request to make next, or nil if the answer is final. Every step is a request of its own: its address passes
  /// the guard like the first one.
  static func next(after request: HTTPRequest, _ answer: HTTPAnswer) throws(HTTPFailure) -> HTTPRequest? {
    guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.header("location"),
      !location.isEmpty
    else {
      return nil
    }
    let target: WebAddress
    do { target = try request.address.resolving(location) } catch { throw .badRedirect(.badAddress(error)) }
    guard request.address.scheme == .http || target.scheme == .https else { throw .badRedirect(.toPlainText) }
    let becomesGet = answer.status == 303 ? request.method != .head : answer.status <= 302 && request.method == .post
    let body = becomesGet ? nil : request.body
    let isSameOrigin = request.address.isSameOrigin(as: target)
    // Bodies carry secrets as well as headers do (a client's password for a token), and nobody can tell which.
    guard isSameOrigin || body == nil else { throw .badRedirect(.bodyToOtherServer) }
    return HTTPRequest(
      becomesGet ? .get : request.method, target,
      headers: request.headers.filter { header in
        (isSameOrigin || !header.isSecret) && (body != nil || !header.name.lowercased().hasPrefix("content-"))
      },
      body: body)
  }
}

/// Why a redirect is not followed.
public enum RedirectRefusal: Error, Hashable, Sendable {
  case badAddress(WebAddressRefusal)
  /// From `https` to `http`.
  case toPlainText
  /// A request with a body is sent again to the server it was meant for only.
  case bodyToOtherServer
}
