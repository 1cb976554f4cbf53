/// The words that the pages of hours ask for by code.
enum HoursWord: String, PageWord {
  // Fields, as a summary names them
  case fieldFrom = "hours.field.from"
  case fieldTo = "hours.field.to"
  case fieldDates = "hours.field.dates"
  case fieldZone = "hours.field.zone"
  case fieldFirst = "hours.field.first"
  case fieldLast = "hours.field.last"
  case fieldName = "hours.field.name"

  // What is wrong with one
  case wrongMissingTime = "hours.wrong.missing.time"
  case wrongMissingDatesTime = "hours.wrong.missing.dates"
  case wrongMissingDate = "hours.wrong.missing.date"
  case wrongMissingName = "hours.wrong.missing.name"
  case wrongTime = "hours.wrong.time"
  case wrongNoLength = "hours.wrong.no_length"
  case wrongEndsEarly = "hours.wrong.ends_early"
  case wrongRows = "hours.wrong.rows"
  case wrongZone = "hours.wrong.zone"
  case wrongDate = "hours.wrong.date"
  case wrongOver = "hours.wrong.over"
  case wrongOrder = "hours.wrong.order"
  case wrongDates = "hours.wrong.dates"
  case wrongFar = "hours.wrong.far"
  case wrongSchedules = "hours.wrong.schedules"
  case wrongTaken = "hours.wrong.taken"
  case skipped = "hours.skipped"

  // What was done
  case doneHours = "hours.done.hours"
  case doneDates = "hours.done.dates"
  case doneDatesRemoved = "hours.done.dates_removed"
  case doneDatesRestored = "hours.done.dates_restored"
  case doneDatesMoved = "hours.done.dates_moved"
  case doneCreated = "hours.done.created"
  case doneRenamed = "hours.done.renamed"
  case doneUsual = "hours.done.usual"
  case doneDeleted = "hours.done.deleted"
  case doneKept = "hours.done.kept"
  case doneKeptUsual = "hours.done.kept_default"
  case doneRest = "hours.done.rest"
  case enterSeveral = "hours.enter.several"

  // A week
  case remove = "hours.remove"
  case removeEmpty = "hours.remove.empty"
  case add = "hours.add"
  case copy = "hours.copy"
  case copyTo = "hours.copy.to"
  case copyToNone = "hours.copy.none"
  case aWeek = "hours.a_week"
  case stripOpen = "hours.strip.open"
  case stripClosed = "hours.strip.closed"

  // Dates
  case closed = "hours.closed"
  case datesSpan = "hours.dates.span"
  case datesOnly = "hours.dates.only"
  case datesRemove = "hours.dates.remove"

  // Schedules
  case deleteAsk = "hours.delete.ask"
  case usedByNone = "hours.used.none"
  case usedByOne = "hours.used.one"
  case usedByMore = "hours.used.more"
  case usedByRest = "hours.used.rest"
}

/// What was done with hours, as an address carries it to the page that says so.
enum HoursDone: String {
  case hours, dates, datesRemoved, datesRestored, datesMoved, created, renamed, usual, deleted, kept

  var word: HoursWord {
    switch self {
    case .hours: .doneHours
    case .dates: .doneDates
    case .datesRemoved: .doneDatesRemoved
    case .datesRestored: .doneDatesRestored
    case .datesMoved: .doneDatesMoved
    case .created: .doneCreated
    case .renamed: .doneRenamed
    case .usual: .doneUsual
    case .deleted: .doneDeleted
    case .kept: .doneKept
    }
  }
}
