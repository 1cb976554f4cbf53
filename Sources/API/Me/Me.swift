internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let users: [Line] = [
    Line(.get, "/me", .reader, "api.me.show") { Reply(try $0.owner.json) }
  ]
}

extension Owner: JSONValue {
  /// As they see themselves.
  var json: JSON {
    JSON([
      "id": id, "email": email, "username": username, "first_name": firstName, "last_name": lastName, "bio": bio,
      "timezone": zone, "locale": locale, "week_start": weekStart.rawValue, "clock": clock,
    ])
  }
}
