internal import CivilTime
internal import Store

/// Where the links of a month's page lead: for a link's guests to its form, for a booking that is being moved to its new
/// time.
struct BookerAddresses {
  /// The month's page itself.
  let page: Route
  /// Where a time leads.
  let slot: Route
  /// All cities.
  let zones: Route

  init(_ link: LinkAddress) {
    page = .link(link, .times)
    slot = .link(link, .form)
    zones = .link(link, .zones)
  }

  /// For moving the booking of that token.
  init(moving token: String) {
    page = .booking(token, .reschedule)
    slot = page
    zones = .booking(token, .zones)
  }

  var month: MonthAddresses { MonthAddresses(page: page.address + "?", slot: slot.address + "?") }
}

/// Where the days and times of a month lead: addresses that end in a question mark or an ampersand.
struct MonthAddresses {
  /// The month's page itself.
  let page: String
  /// Where a time leads.
  let slot: String

  /// Before a date in the address of its day; behind it stands the choice's tail.
  func beforeDate(in month: Month) -> String { "\(page)month=\(month)&date=" }

  /// Before a start in the address of its form, likewise.
  var beforeStart: String { slot + "start=" }

  func month(_ month: Month, tail: String) -> String { "\(page)month=\(month)\(tail)" }
}

extension Choice {
  /// Zone, length and clock, behind what comes before them in a query.
  var tail: String {
    let query = query().text
    return query.isEmpty ? "" : "&" + query.dropFirst()
  }
}
