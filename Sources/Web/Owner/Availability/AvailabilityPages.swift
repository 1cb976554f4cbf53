extension AvailabilityRoute {
  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: HoursPage()
    case .dates: DatesPage()
    case .datesRemoval: DatesRemovalPage()
    case .why: WhyPage()
    case .schedules: NewSchedulePage()
    case .schedule(let id, .name): ScheduleNamePage(id: id)
    case .schedule(let id, .usual): UsualSchedulePage(id: id)
    case .schedule(let id, .removal): ScheduleRemovalPage(id: id)
    }
  }
}
