internal import Guard

/// Counts open connections, all of them and by neighbourhood. Asked once when a connection comes and once when it
/// goes, so one lock for all loops costs nothing.
final class Census: Sendable {
  private struct State {
    var total = 0
    var byNeighbourhood: [IPAddress: Int] = [:]
  }

  private let state = Guarded(State())
  private let limit: Int
  private let limitPerAddress: Int

  init(limit: Int, perAddress: Int) {
    self.limit = limit
    limitPerAddress = perAddress
  }

  /// Counts a connection in, unless there are too many already. `isCounted` is false for addresses that may have as
  /// many as they like.
  func admit(_ address: IPAddress, isCounted: Bool) -> Bool {
    state.withLock { state in
      guard state.total < limit else { return false }
      if isCounted {
        let count = state.byNeighbourhood[address.neighbourhood, default: 0]
        guard count < limitPerAddress else { return false }
        state.byNeighbourhood[address.neighbourhood] = count + 1
      }
      state.total += 1
      return true
    }
  }

  func leave(_ address: IPAddress, isCounted: Bool) {
    state.withLock { state in
      state.total -= 1
      guard isCounted, let count = state.byNeighbourhood[address.neighbourhood] else { return }
      state.byNeighbourhood[address.neighbourhood] = count > 1 ? count - 1 : nil
    }
  }

  var total: Int { state.withLock { $0.total } }
}
