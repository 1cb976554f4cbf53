/// A finished message with its way: what a transport is handed.
public struct Parcel: Sendable {
  public let id: MessageID

  /// Who hears of a failure.
  public let from: Mailbox
  public let to: [Mailbox]
  public let bytes: [UInt8]

  /// Whether it may have been handed over before: by a server that ended, or to one that did not take it then. A
  /// transport that can look does.
  public var isRepeat: Bool

  public init(_ message: Message, isRepeat: Bool = false) {
    id = message.id
    from = message.from
    to = message.to
    bytes = message.bytes
    self.isRepeat = isRepeat
  }
}
