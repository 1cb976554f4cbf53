/// A link's form as it was typed, nothing of it trusted yet: a field for every column of a link. What is left as it
/// stands here is what a first link needs.
public struct LinkForm: Hashable, Encodable, Sendable {
  public var title = ""

  /// Empty: made of the title.
  public var slug = ""
  public var description = ""

  /// In minutes; each entry may hold several, with commas or blanks between.
  public var durations = ["30"]

  /// Which of them is picked before a guest picks another; empty, or none of them: the shortest.
  public var usualDuration = ""

  /// Minutes; empty is the length of the meeting.
  public var increment = ""
  public var bufferBefore = "0"
  public var bufferAfter = "0"
  public var hours = HoursKind.schedule.rawValue

  /// The id of a schedule; empty is the owner's usual one.
  public var schedule = ""

  /// The link's own week, a line a day from Sunday: `9–12, 13:30–17`; empty is closed.
  public var week = Array(repeating: "", count: 7)
  public var notice = "2"
  public var noticeUnit = TimeUnit.hours.rawValue
  public var window = WindowKind.days.rawValue
  public var daysAhead = "60"
  public var firstDate = ""
  public var lastDate = ""

  /// Empty: no limit.
  public var dailyLimit = ""
  public var weeklyLimit = ""
  public var seats = "1"
  public var requiresConfirmation = false
  public var color = "#0b6b57"
  public var placeKind = MeetingPlace.Kind.googleMeet.rawValue
  public var placeDetails = ""
  public var questions: [QuestionForm] = []

  /// Minutes before the meeting; each entry may hold several.
  public var reminders = ["1440"]
  public var redirect = ""
  public var isActive = true
  public var isListed = true

  /// The last date it can be booked on, or an instant (RFC 3339); empty: no end.
  public var expires = ""

  /// A time on that date, where it ends before the date does.
  public var expiryTime = ""
  public var isSingleUse = false

  public init() {}

  /// What `hours` says.
  public enum HoursKind: String, CaseIterable, Sendable {
    case schedule = "calendar_sync"
    case own = "specific_hours"
  }

  /// What `window` says.
  public enum WindowKind: String, CaseIterable, Sendable {
    case days, dates
  }

  /// What a length is counted in.
  public enum TimeUnit: String, CaseIterable, Sendable {
    case minutes, hours, days

    public var minutes: Int {
      switch self {
      case .minutes: 1
      case .hours: 60
      case .days: 1_440
      }
    }
  }
}

/// A question of a link as it was typed.
public struct QuestionForm: Hashable, Encodable, Sendable {
  /// Empty for a new one.
  public var id = ""
  public var label = ""
  public var kind = Question.Kind.text.rawValue
  public var isRequired = false

  /// One a line.
  public var choices = ""

  public init() {}
}

extension LinkForm {
  /// What each field has room for; the database holds to the same.
  public enum Limit {
    public static let title = 200
    public static let slug = 100
    public static let description = 10_000
    public static let duration = 1...1_440
    public static let durations = 9
    public static let buffer = 0...1_440

    /// A year.
    public static let notice = 0...525_600
    public static let daysAhead = 0...3_660
    public static let bookings = 1...10_000
    public static let seats = 1...10_000
    public static let details = 1_000
    public static let questions = 20
    public static let label = 300
    public static let choices = 30
    public static let choice = 200
    public static let reminders = 10

    /// Thirty days before.
    public static let reminder = 0...43_200
    public static let redirect = 2_000
    public static let windowsADay = 12
  }
}
