public import CivilTime

/// A stretch of starts that are alike: all of them free, or none of them for one reason.
public struct AccountedStretch: Hashable, Sendable {
  /// From the first such start to the next one that is different, or to where the hours end.
  public let starts: TimeRange
  public let verdict: Verdict

  public init(_ starts: TimeRange, _ verdict: Verdict) {
    self.starts = starts
    self.verdict = verdict
  }
}

extension SlotFinder {
  /// A whole range accounted for, without a gap: when a meeting could start, and what speaks against it where none could.
  /// The cost grows with the range.
  public func account(for range: TimeRange) -> [AccountedStretch] {
    let explanation = explain(range)
    let decided =
      explanation.slots.map { ($0.start, Verdict.free(seatsLeft: $0.seatsLeft)) }
      + explanation.taken.map { ($0.start, Verdict.refused($0.reason)) }
    var candidates = decided.sorted { $0.0 < $1.0 }[...]
    var account = Account(from: range.start)
    for window in openHours(for: range).windows {
      guard
        let open = TimeRange(
          from: Instant(microseconds: window.start), to: Instant(microseconds: window.end)
        ).intersection(range), !open.isEmpty
      else { continue }
      account.add(.refused(.outsideHours), until: open.start)
      while let (start, verdict) = candidates.first, start < open.end {
        candidates.removeFirst()
        // Before the first one on the grid no meeting starts.
        account.add(.refused(.offGrid), until: start)
        account.add(verdict, until: min(candidates.first?.0 ?? open.end, open.end))
      }
      account.add(.refused(.offGrid), until: open.end)
    }
    account.add(.refused(.outsideHours), until: range.end)
    return account.stretches
  }

  /// Stretches being put one behind the other; those that say the same are one.
  private struct Account {
    private(set) var stretches: [AccountedStretch] = []
    private var end: Instant

    init(from start: Instant) {
      end = start
    }

    mutating func add(_ verdict: Verdict, until next: Instant) {
      guard end < next else { return }
      if let last = stretches.last, last.verdict == verdict {
        stretches[stretches.count - 1] = AccountedStretch(TimeRange(from: last.starts.start, to: next), verdict)
      } else {
        stretches.append(AccountedStretch(TimeRange(from: end, to: next), verdict))
      }
      end = next
    }
  }
}
