internal import CivilTime

/// A date as heads have it (RFC 5322, section 3.3): `Fri, 20 Nov 2026 09:00:00 +0000`.
enum MailDate {
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ instant: Instant) -> String {
    let local = Zone.utc.local(instant)
    let (year, month, day) = local.date.parts
    let clock = [local.time.hour, local.time.minute, local.time.second].map { digits($0, 2) }.joined(separator: ":")
    return "\(weekdays[local.date.weekday.rawValue]), \(day) \(months[month - 1]) \(digits(year, 4)) \(clock) +0000"
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
