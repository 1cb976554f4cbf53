/// The zones that random scenarios live in, each read once.
enum PlainZones {
  /// Where clocks do what few programs expect.
  static let names = [
    "Europe/Berlin", "America/New_York",  // at 02:00 UTC+1, at 02:00 of the local clock
    "Australia/Lord_Howe",  // by half an hour
    "Africa/Cairo", "America/Santiago", "America/Asuncion", "Asia/Beirut",  // at midnight
    "America/St_Johns",  // at 00:01 for years, once by two hours
    "America/Toronto",  // in 1919 from 23:30 to 00:30
    "America/Nuuk", "America/Scoresbysund", "Asia/Gaza",  // footers with hours below 0 and above 24
    "Asia/Kathmandu", "Asia/Kolkata", "Pacific/Chatham",  // offsets of odd minutes
    "Africa/Monrovia", "Europe/Amsterdam",  // offsets with seconds
    "Pacific/Apia", "Pacific/Kwajalein", "Pacific/Kiritimati",  // skipped days, and one repeated
    "Pacific/Pago_Pago", "Etc/GMT+12", "UTC",  // the far ends and the middle
    "Africa/Casablanca", "Antarctica/Troll", "Europe/Dublin", "Asia/Ho_Chi_Minh",
  ]

  private static let read = Dictionary(uniqueKeysWithValues: names.map { ($0, PlainZone(file: $0)) })

  static func named(_ name: String) -> PlainZone {
    guard let zone = read[name] else { preconditionFailure("\(name) is none of the slow model's zones") }
    return zone
  }
}
