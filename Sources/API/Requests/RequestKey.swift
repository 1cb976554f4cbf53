internal import Crypto
internal import HTTP
internal import Scheduling

/// What tells one request from another: `Idempotency-Key`, or a key by chance where none came along.
struct RequestKey: Sendable {
  let text: String
  let isSent: Bool

  /// Visible ASCII, as many characters as a booking's key may have.
  init(_ request: Request) throws(Problem) {
    let sent = request.headers.values(.idempotencyKey)
    guard let text = sent.first else {
      (self.text, isSent) = (Base64.url.encode(SecureRandom.bytes(16)), false)
      return
    }
    let isGood =
      sent.count == 1 && (1...BookingForm.Limit.key).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard isGood else {
      throw .unfit("Idempotency-Key", "must be 1 to \(BookingForm.Limit.key) visible ASCII characters, sent once.")
    }
    (self.text, isSent) = (text, true)
  }
}
