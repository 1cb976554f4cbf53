/// Names one request in answers, logs and e-mails to support: 128 bits as 32 hexadecimal digits.
public struct RequestID: Hashable, Sendable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public func append(to output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      for index in 0..<32 {
        let word = index < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (index % 16))) & 15
        digits.initializeElement(at: index, to: value < 10 ? Byte.zero + value : Byte.smallA + value - 10)
      }
      output.append(contentsOf: UnsafeBufferPointer(digits))
    }
  }

  public var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
