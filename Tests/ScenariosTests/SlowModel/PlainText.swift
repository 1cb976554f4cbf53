/// How the slow model writes days, readings and instants.
enum PlainText {
  static func day(_ day: PlainDay) -> String {
    let (year, month, date) = PlainCalendar.date(day)
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(date, 2)
  }

  static func reading(_ reading: PlainReading) -> String {
    let day = PlainCalendar.day(of: reading)
    let time = reading - day * PlainCalendar.day
    let seconds = time / PlainCalendar.second
    var text = self.day(day) + "T" + padded(seconds / 3600, 2)
    text += ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
    let fraction = time % PlainCalendar.second
    return fraction == 0 ? text : text + "." + padded(fraction, 6)
  }

  /// As UTC, or as a clock shows it that is so many minutes ahead.
  static func instant(_ instant: PlainInstant, ahead: Int = 0) -> String {
    guard ahead != 0 else { return reading(instant) + "Z" }
    let offset = (ahead < 0 ? "-" : "+") + minuteOfDay(abs(ahead))
    return reading(instant + ahead * PlainCalendar.minute) + offset
  }

  /// 0 is 00:00 and 1440 is 24:00.
  static func minuteOfDay(_ minute: Int) -> String {
    padded(minute / 60, 2) + ":" + padded(minute % 60, 2)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    var text = number.description
    while text.utf8.count < width { text = "0" + text }
    return text
  }
}
