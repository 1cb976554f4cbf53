public import CivilTime

/// Vietnamese: days and months by number, the week from Monday, the clock to twenty-four.
public struct Vietnamese: Tongue {
  public let language = "vi"
  public let weekdays = ["Chủ Nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"]
  public let shortWeekdays = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"]
  public let weekStart = Weekday.monday
  public let clock = ClockHabit.twentyFour
  public let beforeNoon = "SA"
  public let afterNoon = "CH"
  public let midnight = "nửa đêm"
  public let letterMarks = ["BREVE", "STROKE", "CIRCUMFLEX", "HORN"]
  public let cities = [
    "UTC": "UTC", "Asia/Ho_Chi_Minh": "TP. Hồ Chí Minh", "Asia/Bangkok": "Băng Cốc", "Asia/Shanghai": "Thượng Hải",
    "Asia/Hong_Kong": "Hồng Kông", "Asia/Taipei": "Đài Bắc", "Asia/Macau": "Ma Cao", "Asia/Phnom_Penh": "Phnôm Pênh",
    "Asia/Vientiane": "Viêng Chăn", "Europe/London": "Luân Đôn", "Europe/Moscow": "Mát-xcơ-va",
    "Asia/Saigon": "Sài Gòn", "Asia/Hanoi": "Hà Nội", "Asia/Hue": "Huế", "Asia/Da_Nang": "Đà Nẵng",
    "Asia/Hai_Phong": "Hải Phòng", "Asia/Can_Tho": "Cần Thơ", "Asia/Beijing": "Bắc Kinh",
  ]

  public init() {}

  public func title(of month: Month) -> String { "tháng \(month.month), \(month.year)" }

  public func dayOfMonth(_ date: LocalDate) -> String { "\(weekday(date)), ngày \(date.day)" }

  public func day(_ date: LocalDate) -> String {
    let (_, month, day) = date.parts
    return "\(weekday(date)), ngày \(day) tháng \(month)"
  }

  public func dayAndYear(_ date: LocalDate) -> String { "\(day(date)) năm \(date.year)" }

  public func length(minutes: Int) -> String {
    let (hours, rest) = minutes.hoursAndRest
    if hours == 0 { return "\(rest) phút" }
    return rest == 0 ? "\(hours) giờ" : "\(hours) giờ \(rest) phút"
  }

  public func shortLength(minutes: Int) -> String { length(minutes: minutes) }

  public func lead(seconds: Int) -> String { "\(signed(seconds)) giờ" }
}
