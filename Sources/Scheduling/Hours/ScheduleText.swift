public import CivilTime

/// What a schedule is called: one line.
public func readScheduleName(_ typed: String) throws(HoursRefusals) -> String {
  let longest = 100
  let name: String
  do {
    name = try typedLine(typed, limit: longest)
  } catch {
    let isTooLong = error.problem == .tooLong(limit: longest)
    throw HoursRefusals([HoursRefusal(.name, isTooLong ? .tooLong(limit: longest) : .unprintable)])
  }
  guard name.showsSomething else { throw HoursRefusals([HoursRefusal(.name, .missing)]) }
  return name
}

/// The zone that hours are meant in, by the name it is kept under.
public func readScheduleZone(_ typed: String) throws(HoursRefusals) -> Zone {
  let longest = 64
  guard typed.utf8.count <= longest, let zone = try? Zone.named(typed) else {
    throw HoursRefusals([HoursRefusal(.zone, typed.isBlank ? .missing : .unknownZone)])
  }
  return zone
}
