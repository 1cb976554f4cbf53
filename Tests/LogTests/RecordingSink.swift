import Guard
import Log

/// Keeps what a log writes; takes only as much as it is allowed to.
final class RecordingSink: LogSink {
  let isTerminal: Bool
  private let state = Guarded((text: [UInt8](), room: Int.max, calls: 0))

  init(isTerminal: Bool = false) { self.isTerminal = isTerminal }

  var text: String { state.withLock { String(decoding: $0.text, as: UTF8.self) } }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
  var calls: Int { state.withLock { $0.calls } }

  func allow(_ room: Int) { state.withLock { $0.room = room } }

  func take(_ lines: [UInt8], patience: Duration) -> Int {
    state.withLock { state in
      state.calls += 1
      let end = lines.count <= state.room ? lines.count : (lines[..<state.room].lastIndex(of: 10) ?? -1) + 1
      state.text += lines[..<end]
      return end
    }
  }
}
