public import HTTP

/// An answer made once and given often: its bytes as they are and compressed, each with its own strong ETag, and the
/// 304 for whoever has it already. Cached pages and static files are of this kind.
public final class PreparedResponse: Sendable {
  private let plain: Variant
  private let coded: [String: Variant]
  /// In the order of our liking.
  private let codings: [String]

  private struct Variant: Sendable {
    let response: Response
    let notModified: Response
    let validators: Validators

    init(_ response: Response, _ validators: Validators) {
      var response = response
      response.set(validators)
      self.response = response
      self.validators = validators
      notModified = .notModified(validators, headers: response.headers.keptWhenNotModified)
    }
  }

  /// A finished page of bytes, compressed here unless it is short. `etag` names its state; without one, none is told.
  public convenience init(_ response: Response, etag: ETag?, lastModified: HTTPDate? = nil) {
    var gzip: Body?
    if case .bytes(let bytes) = response.body, response.isWorthCompressing {
      let compressed = Gzip(level: Gzip.thorough).compress(bytes)
      if compressed.count < bytes.count { gzip = .bytes(compressed) }
    }
    self.init(
      response, Validators(etag: etag, lastModified: lastModified), coded: gzip.map { [("gzip", $0)] } ?? [])
  }

  /// `coded` are the same content under names of content codings, best first.
  init(_ response: Response, _ validators: Validators, coded bodies: [(coding: String, body: Body)]) {
    var response = response
    if !bodies.isEmpty { response.headers.add(.vary, "Accept-Encoding") }
    plain = Variant(response, validators)
    codings = bodies.map(\.coding)
    var coded: [String: Variant] = [:]
    for (coding, body) in bodies {
      var variant = response
      variant.body = body
      variant.headers.add(.contentEncoding, coding)
      let own = Validators(etag: validators.etag?.coded(coding), lastModified: validators.lastModified)
      coded[coding] = Variant(variant, own)
    }
    self.coded = coded
  }

  /// What this request gets of it: the best coding, a part, or word that nothing changed.
  public func answer(_ head: RequestHead) -> Response {
    let variant = chosen(for: head)
    switch variant.validators.check(head) {
    case .proceed: break
    case .notModified: return variant.notModified
    case .failed: return Response(status: .preconditionFailed, policy: variant.response.policy)
    }
    guard head.headers.contains(.range) else { return variant.response }
    switch ByteRange.choose(for: head, size: variant.response.body.count, variant.validators) {
    case .whole: return variant.response
    case .part(let range): return variant.response.part(range)
    case .unsatisfiable: return .rangeNotSatisfiable(size: variant.response.body.count)
    }
  }

  private func chosen(for head: RequestHead) -> Variant {
    // A part of compressed bytes is of no use to those who ask for parts.
    guard !codings.isEmpty, !head.headers.contains(.range), let coding = head.headers.preferredCoding(among: codings)
    else { return plain }
    return coded[coding] ?? plain
  }

  /// Bytes held, all codings together.
  public var memory: Int {
    ([plain] + coded.values).reduce(0) { sum, variant in
      if case .bytes(let bytes) = variant.response.body { return sum + bytes.count }
      return sum
    }
  }
}

extension Headers {
  /// What a 304 repeats of the answer it stands for (RFC 9110 15.4.5).
  fileprivate var keptWhenNotModified: Headers {
    var kept = Headers()
    for name in [FieldName.cacheControl, .contentLocation, .expires, .vary] {
      for value in values(name) { kept.add(name, value) }
    }
    return kept
  }
}
