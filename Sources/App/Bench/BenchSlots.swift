import CivilTime
import Glibc
import Scheduling

/// Measures how long a guest's question takes, as `calento bench slots` prints it: from an owner's sorted facts to the
/// free starts of sixty days by date in the guest's zone. Hours, zone, grid, conflicts and grouping are all in it;
/// sorting the facts, done once per owner and kept, is a line of its own.
enum BenchSlots {
  static func run() -> [String] {
    do {
      let base = Question(days: 60, busy: 500)
      return [
        try line("60 days, 500 busy stretches", base),
        try line("10 times the busy stretches", Question(days: 60, busy: 5_000)),
        try line("10 times the days", Question(days: 600, busy: 500)),
        "sorting 500 busy stretches, once per owner: \(median { _ = Facts(busy: base.stretches) })",
      ]
    } catch {
      return ["cannot measure: \(error)"]
    }
  }

  private static func line(_ title: String, _ question: Question) throws -> String {
    let (finder, dates, guest) = (try question.finder(), question.dates, try Zone.named("Asia/Ho_Chi_Minh"))
    var slots = 0
    let time = median { slots = finder.days(dates, in: guest).reduce(0) { $0 + $1.slots.count } }
    return "\(title): \(time), \(slots) slots"
  }

  /// The middle one of many runs, in microseconds: neither the first, cold one nor one that was interrupted counts.
  private static func median(of runs: Int = 2_001, _ work: () -> Void) -> String {
    var times = (0..<runs).map { _ in
      let start = nanoseconds()
      work()
      return nanoseconds() - start
    }
    times.sort()
    let tenths = (times[runs / 2] + 50) / 100
    return "\(tenths / 10).\(tenths % 10) µs"
  }

  private static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

/// A Berlin owner's working week from 1 October 2026 on, clocks changing on the 25th. The busy stretches lie in 500
/// places spread evenly over the dates, one behind the other where there are more: what is free stays free.
private struct Question {
  let days: Int
  let busy: Int

  private var today: LocalDate { LocalDate(dayNumber: 20_727) }
  private var now: Instant { Instant(seconds: today.dayNumber * LocalTime.secondsPerDay) }

  var dates: ClosedRange<LocalDate> { today...today.adding(days: days - 1) }

  var stretches: [BusyStretch] {
    let places = 500
    let apart = days * LocalTime.secondsPerDay / places
    let length = 1_200 * places / busy
    return (0..<busy).map { number in
      let start = now.adding(seconds: number % places * apart + number / places * length)
      return BusyStretch(TimeRange(from: start, to: start.adding(seconds: length)), event: number)
    }
  }

  func finder() throws -> SlotFinder {
    let workday = try [
      Window(time(hour: 9), time(hour: 12)), Window(time(hour: 13), time(hour: 17)),
    ]
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let hours = WeeklyHours(Dictionary(uniqueKeysWithValues: weekdays.map { ($0, workday) }))
    return SlotFinder(
      schedule: Schedule(zone: try .named("Europe/Berlin"), hours: hours),
      link: try LinkRules(duration: 30, increment: 15, bufferAfter: 10, notice: 120, window: .daysAhead(days)),
      facts: Facts(busy: stretches), now: now)
  }

  private func time(hour: Int) -> LocalTime {
    LocalTime(hour: hour, minute: 0) ?? .midnight
  }
}
