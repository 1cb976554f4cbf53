internal import Guard

/// Lines of one loop (or of all other threads) that are not written yet. Bounded: what comes when it is full is
/// counted, and the count is told as soon as there is room again.
final class LogLane: Sendable {
  private struct State {
    var text: [UInt8] = []
    /// Room for the next line, kept from the last.
    var room: [UInt8] = []
    var dropped = 0
    var isFlushSet = false
  }

  private let state = Guarded(State())
  /// Some thousand lines: more than a reader that is alive ever leaves waiting.
  private static let capacity = 256 * 1024

  /// Room to write a line in, so that no lock is held while its fields are asked for. A line begun meanwhile finds none
  /// and makes its own.
  func room() -> [UInt8] {
    state.withLock { state in
      var room: [UInt8] = []
      swap(&room, &state.room)
      return room
    }
  }

  /// Puts a line behind those that are there, and keeps its room.
  func add(_ line: consuming [UInt8]) {
    state.withLock { state in
      if state.text.count < LogLane.capacity {
        state.text += line
      } else {
        state.dropped += 1
      }
      line.removeAll(keepingCapacity: true)
      state.room = line
    }
  }

  /// Whether a flush has to be arranged; yes to the first who asks.
  func needsFlush() -> Bool {
    state.withLock { state in
      defer { state.isFlushSet = true }
      return !state.isFlushSet
    }
  }

  /// Hands the sink what it takes and says whether nothing is left.
  @discardableResult
  func flush(to sink: any LogSink, patience: Duration, dropped line: (Int) -> [UInt8]) -> Bool {
    // Under the lock, so that lines of threads that share the lane stay in order.
    state.withLock { state in
      let taken = sink.take(state.text, patience: patience)
      state.text.removeFirst(taken)
      if state.dropped > 0, state.text.count < LogLane.capacity {
        state.text += line(state.dropped)
        state.dropped = 0
        state.text.removeFirst(sink.take(state.text, patience: .zero))
      }
      if state.text.isEmpty { state.isFlushSet = false }
      if state.text.isEmpty, state.text.capacity > LogLane.kept { state.text = [] }
      return state.text.isEmpty
    }
  }

  /// As much room as a busy turn needs; a burst gives the rest back.
  private static let kept = 32 * 1024
}
