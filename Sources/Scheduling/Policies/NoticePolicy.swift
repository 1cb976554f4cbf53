import CivilTime

/// Rule 12: a meeting is booked some time ahead. Starting exactly when the notice ends is allowed.
struct NoticePolicy {
  let earliest: Instant

  init(_ link: LinkRules, now: Instant) {
    earliest = now.adding(minutes: link.notice.count)
  }

  func objection(to start: Instant) -> Reason? {
    start < earliest ? .tooSoon(earliest: earliest) : nil
  }
}
