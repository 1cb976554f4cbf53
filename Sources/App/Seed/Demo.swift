internal import CivilTime
internal import Operations
internal import Scheduling
internal import Store

/// A believable owner to look around with: Lan Nguyen, who advises from Ho Chi Minh City. Made by the same operations as
/// any owner, so that nothing about it is special.
struct Demo {
  enum Outcome {
    case made(bookings: Int)
    case thereAlready
  }

  static let username = "demo"
  private let office: Office
  private let zone: Zone
  private let today: LocalDate

  init(_ office: Office) throws {
    self.office = office
    zone = try Zone.named("Asia/Ho_Chi_Minh")
    today = zone.local(office.now).date
  }

  func make(passwordHash: String) async throws -> Outcome {
    let lan = NewOwner(
      username: Self.username, email: "lan@example.com", passwordHash: passwordHash, firstName: "Lan",
      lastName: "Nguyen", bio: "I help small teams find out what to build next, and what to leave.", zone: zone)
    guard case .created(let owner) = try await office.createOwner(lan, caller: .house) else { return .thereAlready }
    try await makeHours(of: owner)
    for link in links { _ = try await office.saveLink(link, of: owner, caller: .house) }
    for event in try events { _ = try await office.addEvent(event, of: owner, caller: .house) }
    return .made(bookings: try await book())
  }

  // MARK: Hours

  private func makeHours(of owner: UserID) async throws {
    var hours = WeeklyHours()
    for weekday in [Weekday.monday, .tuesday, .thursday] {
      hours[weekday] = DayHours([try window("09:00", "12:00"), try window("13:30", "17:30")])
    }
    hours[.wednesday] = DayHours([try window("13:30", "20:00")])
    hours[.friday] = DayHours([try window("09:00", "12:30")])
    try await office.changeHours(hours, in: zone, of: owner, caller: .house)
    try await office.changeDate(next(.friday, after: 14), to: .closed, of: owner, caller: .house)
    let short = DayHours([try window("10:00", "12:00")])
    try await office.changeDate(next(.monday, after: 7), to: short, of: owner, caller: .house)
  }

  private func window(_ start: String, _ end: String) throws -> Window {
    guard let start = LocalTime(start), let end = LocalTime(end) else { throw Failure("\(start) is no time") }
    return try Window(start, end)
  }

  // MARK: Links

  private var links: [Link] { [intro, review, workshop, office(hours: "open-hour")] }

  private var intro: Link {
    var link = Link(id: office.newLinkID(), title: "Intro call", slug: "intro", durations: [30, 60])
    link.description = """
      A first conversation about your project. Bring the question that keeps you up; we leave with a next step.

      - No slides needed
      - I send notes afterwards
      """
    link.increment = 30
    link.bufferAfter = 10
    link.place = MeetingPlace(.googleMeet)
    link.questions = [
      Question(id: "topic", label: "What shall we talk about?", kind: .longText, isRequired: true),
      Question(
        id: "size", label: "How many are you?", kind: .choice, choices: ["Just me", "2 to 10", "More than 10"]),
    ]
    return link
  }

  private var review: Link {
    var link = Link(id: office.newLinkID(), title: "Design review", slug: "review", durations: [90])
    link.description = "Ninety minutes on one thing you have built, screen shared, **bluntly kind**."
    link.increment = 30
    link.bufferBefore = 15
    link.bufferAfter = 15
    link.notice = 2880
    link.dailyLimit = 1
    link.requiresConfirmation = true
    link.color = "#8a3ffc"
    link.place = MeetingPlace(.zoom)
    return link
  }

  private var workshop: Link {
    var link = Link(id: office.newLinkID(), title: "Group workshop", slug: "workshop", durations: [120])
    link.description = "Small groups, one method a time. Six seats, coffee is on me."
    link.seats = 6
    link.weeklyLimit = 2
    link.color = "#b3541e"
    link.place = MeetingPlace(.inPerson, "12 Nguyen Hue, District 1, Ho Chi Minh City")
    return link
  }

  private func office(hours slug: String) -> Link {
    var link = Link(id: office.newLinkID(), title: "Open hour", slug: slug, durations: [15])
    link.description = "A quarter of an hour for anything small."
    link.notice = 0
    link.window = .daysAhead(14)
    link.color = "#1f5fbf"
    link.place = MeetingPlace(.phone)
    return link
  }

  // MARK: Events

  private var events: [OwnEvent] {
    get throws {
      var standup = try event("Stand-up", on: next(.monday, after: 0), "09:00", "09:20")
      standup.rule = "FREQ=WEEKLY;BYDAY=MO,TU,TH"
      let trip = OwnEvent(
        title: "Da Nang", time: .days(next(.thursday, after: 21)...next(.friday, after: 21)), zone: zone)
      return [
        standup, trip,
        try event("Dentist", on: next(.tuesday, after: 3), "14:00", "15:00"),
        try event("Lunch with Minh", on: next(.thursday, after: 0), "11:30", "13:30"),
        try event("School play", on: next(.wednesday, after: 7), "16:00", "18:00"),
      ]
    }
  }

  private func event(_ title: String, on date: LocalDate, _ start: String, _ end: String) throws -> OwnEvent {
    guard let start = LocalTime(start), let end = LocalTime(end) else { throw Failure("\(start) is no time") }
    let range = TimeRange(
      from: zone.instant(of: LocalDateTime(date: date, time: start)),
      to: zone.instant(of: LocalDateTime(date: date, time: end)))
    return OwnEvent(title: title, time: .timed(range), zone: zone)
  }

  /// The first such weekday more than `days` days from today.
  private func next(_ weekday: Weekday, after days: Int) -> LocalDate {
    let date = today.adding(days: days + 1)
    return date.adding(days: weekday.days(after: date.weekday))
  }

  // MARK: Bookings

  private static let guests = [
    ("intro", "Ada Martin", "ada@example.com", "Europe/Paris", "A price page that people understand"),
    ("intro", "Ben Carter", "ben@example.com", "Europe/Lisbon", "Whether to hire or to wait"),
    ("intro", "Chị Hoa", "hoa@example.com", "Asia/Ho_Chi_Minh", "Mở quán cà phê thứ hai"),
    ("workshop", "Dai Sato", "dai@example.com", "Asia/Tokyo", ""),
    ("workshop", "Eva Lind", "eva@example.com", "Europe/Stockholm", ""),
    ("review", "Femi Okoro", "femi@example.com", "Africa/Lagos", ""),
    ("open-hour", "Grace Kim", "grace@example.com", "America/New_York", ""),
  ]

  /// Each takes a free time a little later than the one before. Returns how many found one.
  private func book() async throws -> Int {
    var booked = 0
    for (index, (slug, name, email, zoneName, topic)) in Self.guests.enumerated() {
      let guestZone = try Zone.named(zoneName)
      guard case .open(let link) = try await office.link(slug, of: Self.username),
        case let duration = link.link.duration,
        let date = link.nextFreeDate(from: today.adding(days: 1 + index / 2), in: guestZone, lasting: duration),
        let slot = link.times(date...date, in: guestZone, lasting: duration).days.first?.slots.first
      else { continue }
      let form = BookingForm(
        name: name, email: email, answers: topic.isEmpty ? [:] : ["topic": [topic]], zone: guestZone,
        locale: zoneName == zone.name ? "vi" : "en", key: "demo-\(index)")
      let request = BookingRequest(
        username: Self.username, slug: slug, start: slot.start, form: form, caller: .house)
      if case .booked = try await office.book(request) { booked += 1 }
    }
    return booked
  }
}
