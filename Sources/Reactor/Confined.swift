/// Carries something that belongs to one loop through code that only knows `Sendable`, and hands it out on that loop's
/// thread alone.
///
/// `@unchecked Sendable` holds because `value` traps everywhere but on the loop's own thread.
public struct Confined<Value>: @unchecked Sendable {
  public let loop: EventLoop
  private let confined: Value

  public init(_ value: Value, to loop: EventLoop) {
    confined = value
    self.loop = loop
  }

  public var value: Value {
    loop.preconditionCurrent()
    return confined
  }
}
