internal import Server
public import Store

/// What there is behind `/app/availability`.
public enum AvailabilityRoute: Hashable, Sendable {
  case all
  case dates
  /// Where dates are given their weekdays' hours again.
  case datesRemoval
  case why
  case schedules
  case schedule(ScheduleID, SchedulePart)

  init?(_ segments: ArraySlice<String>) {
    let names = Array(segments)
    switch names.count {
    case 0: self = .all
    case 1 where names == ["dates"]: self = .dates
    case 1 where names == ["why"]: self = .why
    case 1 where names == ["schedules"]: self = .schedules
    case 2 where names == ["dates", "removal"]: self = .datesRemoval
    case 3 where names[0] == "schedules":
      guard let id = ScheduleID(names[1]), id.description == names[1], let part = SchedulePart(rawValue: names[2])
      else { return nil }
      self = .schedule(id, part)
    default: return nil
    }
  }

  /// Behind `/app/availability`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    case .dates: "/dates"
    case .datesRemoval: "/dates/removal"
    case .why: "/why"
    case .schedules: "/schedules"
    case .schedule(let id, let part): "/schedules/\(id)/\(part.rawValue)"
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.availability"
    case .dates: "app.availability.dates"
    case .datesRemoval: "app.availability.dates.removal"
    case .why: "app.availability.why"
    case .schedules: "app.availability.schedules"
    case .schedule(_, .name): "app.availability.schedule.name"
    case .schedule(_, .usual): "app.availability.schedule.default"
    case .schedule(_, .removal): "app.availability.schedule.removal"
    }
  }
}

/// What is done to one schedule.
public enum SchedulePart: String, CaseIterable, Sendable {
  case name, removal
  case usual = "default"
}
