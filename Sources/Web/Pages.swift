internal import Log
internal import Mustache
internal import Operations

/// Every page, bound to its templates: made at start, and in development anew when a template has changed.
final class Pages: Sendable {
  let home: Home
  let failures: FailurePages
  let guests: GuestDesk
  let desk: Desk
  let lobby: Lobby

  init(_ bindings: Bindings, _ office: Office, seal: FormSeal, baseAddress: String, pageRoom: Int, log: Log) {
    home = bindings.home
    failures = bindings.failures
    guests = GuestDesk(
      bindings.guests, office, baseAddress: baseAddress, pageRoom: pageRoom, failures: failures, log: log)
    desk = Desk(bindings.desk, office, seal: seal, baseAddress: baseAddress, failures: failures, log: log)
    lobby = Lobby(bindings.lobby, desk)
  }
}

/// All that templates and words can be wrong about.
struct Bindings: Sendable {
  let home: Home
  let failures: FailurePages
  let guests: GuestBindings
  let desk: DeskBindings
  let lobby: LobbyBindings

  init(_ workshop: Workshop) throws(Fault) {
    failures = try FailurePages(workshop)
    home = try Home(workshop)
    guests = try GuestBindings(workshop)
    desk = try DeskBindings(workshop)
    lobby = try LobbyBindings(workshop)
  }
}
