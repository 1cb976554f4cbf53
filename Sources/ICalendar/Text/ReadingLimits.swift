/// How much of a calendar's text is read before it is refused. What stands here is far beyond any calendar a person
/// keeps, and keeps a hostile one from costing more than a hundred megabytes or so and a second or two. Where a text
/// comes from strangers (an e-mail's attachment, not a file that an owner brings), a smaller `bytes` is wise.
public struct ReadingLimits: Hashable, Sendable {
  /// 16 MiB: some 40,000 events.
  public var bytes = 16 << 20

  /// 1 MiB, folded lines put together: a picture written into an invitation.
  public var lineBytes = 1 << 20

  /// A calendar holds events, an event alarms, a zone its rules. Deeper nesting means nothing.
  public var depth = 8

  /// Events, alarms, zones and their rules together.
  public var components = 100_000

  /// Properties of all components and their parameters together.
  public var properties = 600_000

  /// Parameters of one property: an attendee has ten or so.
  public var parameters = 100

  /// Values of one property: dates left out, categories. Ten years of daily exceptions fit.
  public var values = 4_000

  public init() {}

  public static let standard = ReadingLimits()
}
