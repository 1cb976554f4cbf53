/// A calendar's text as values: VCALENDAR. `Calendar.read` makes it from bytes, `text` writes it; what was read and
/// written is read again the same.
public struct Calendar: Hashable, Sendable {
  /// Who wrote it: -//Calento//EN.
  public var productID: String

  /// What a message asks for or answers; nil for a calendar that is only kept.
  public var method: Method?

  /// What its owner calls it (X-WR-CALNAME).
  public var name: String?
  public var events: [Event] = []
  public var freeBusy: [FreeBusy] = []

  /// Properties nobody here knows.
  public var extra: [Property] = []

  /// What could not be understood, component by component: neighbours of a broken event are none the worse for it.
  public var refused: [ReadingError] = []

  public init(productID: String = Self.ownProductID, method: Method? = nil) {
    self.productID = productID
    self.method = method
  }

  public static let ownProductID = "-//Calento//Calento//EN"

  /// RFC 5546, section 1.4.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    case publish = "PUBLISH"
    case request = "REQUEST"
    case reply = "REPLY"
    case add = "ADD"
    case cancel = "CANCEL"
    case refresh = "REFRESH"
    case counter = "COUNTER"
    case declineCounter = "DECLINECOUNTER"
  }
}
