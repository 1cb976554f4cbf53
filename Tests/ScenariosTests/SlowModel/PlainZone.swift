/// A zone as a list of stretches of equal offset, read by the slow model's own reader.
struct PlainZone: Sendable {
  let name: String
  /// Where each stretch begins, in order; the first one at the beginning of time.
  let starts: [PlainInstant]
  /// How far the clock is ahead of UTC in each stretch, in microseconds.
  let offsets: [Int]

  func offset(at instant: PlainInstant) -> Int { offsets[stretch(at: instant)] }

  func reading(at instant: PlainInstant) -> PlainReading { instant + offset(at: instant) }

  func day(at instant: PlainInstant) -> PlainDay { PlainCalendar.day(of: reading(at: instant)) }

  func change(after instant: PlainInstant) -> PlainInstant? {
    let next = stretch(at: instant) + 1
    return next < starts.count ? starts[next] : nil
  }

  /// Rules 1 and 2: the first instant at which the clock reads so; a reading that is skipped moves forward by the
  /// length of the gap.
  func instant(of reading: PlainReading) -> PlainInstant {
    if let first = firstInstant(reading: reading) { return first }
    return reading - offsets[stretchBeforeGap(of: reading)]
  }

  /// Rule 1 for the ends of a window: a reading that is skipped is where the gap ends.
  func edge(of reading: PlainReading) -> PlainInstant {
    if let first = firstInstant(reading: reading) { return first }
    return starts[stretchBeforeGap(of: reading) + 1]
  }

  private func firstInstant(reading: PlainReading) -> PlainInstant? {
    var stretch = stretch(at: reading - 2 * PlainCalendar.day)
    while stretch < starts.count && starts[stretch] <= reading + 2 * PlainCalendar.day {
      let instant = reading - offsets[stretch]
      let isOver = stretch + 1 < starts.count && instant >= starts[stretch + 1]
      if instant >= starts[stretch] && !isOver { return instant }
      stretch += 1
    }
    return nil
  }

  /// The stretch whose end skips this reading.
  private func stretchBeforeGap(of reading: PlainReading) -> Int {
    for next in stretch(at: reading - 2 * PlainCalendar.day) + 1..<starts.count {
      let from = starts[next] + offsets[next - 1]
      let to = starts[next] + offsets[next]
      if from <= reading && reading < to { return next - 1 }
    }
    preconditionFailure("\(name) neither shows nor skips \(PlainText.reading(reading))")
  }

  private func stretch(at instant: PlainInstant) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= instant { low = middle } else { high = middle }
    }
    return low
  }
}
