internal import CPostgres
internal import Glibc

/// Where the database is and how to sign in there: any address that libpq takes, as `postgres://user@host/name` or
/// `host=/run/postgresql dbname=name`, with several hosts too.
public struct DatabaseAddress: Sendable, Equatable {
  /// What was given, and, for where to connect, what libpq would take from its environment.
  private var options: [String: String]

  /// Throws `.misuse` with libpq's own words where it can't be read.
  public init(_ text: String) throws(DatabaseError) {
    var complaint: UnsafeMutablePointer<CChar>?
    let parsed = PQconninfoParse(text, &complaint)
    defer {
      PQconninfoFree(parsed)
      PQfreemem(complaint)
    }
    guard let parsed else {
      let reason = complaint.map { String(cString: $0) } ?? "not understood"
      throw DatabaseError(.misuse, "the address of the database: " + reason.filter { $0 != "\n" })
    }
    options = DatabaseAddress.options(in: parsed)
    for (keyword, value) in DatabaseAddress.surroundings where options[keyword] == nil { options[keyword] = value }
    for (keyword, value) in DatabaseAddress.habits where options[keyword] == nil { options[keyword] = value }
  }

  /// The same server, another database on it.
  public func database(_ name: String) -> DatabaseAddress {
    var other = self
    other.options["dbname"] = name
    return other
  }

  public subscript(_ keyword: String) -> String? { options[keyword] }

  /// As libpq takes them.
  var parameters: [(keyword: String, value: String)] { DatabaseAddress.parameters(options) }

  private static func parameters(_ options: [String: String]) -> [(keyword: String, value: String)] {
    options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The parts of an address that libpq also takes from environment variables and that we must know ourselves.
  private static var surroundings: [String: String] {
    guard let defaults = PQconndefaults() else { return [:] }
    defer { PQconninfoFree(defaults) }
    return options(in: defaults).filter { ["host", "hostaddr", "port", "target_session_attrs"].contains($0.key) }
  }

  /// What we choose where the address is silent. Kerberos is looked for only when asked: the search alone takes longer
  /// than all the rest. A peer that has vanished is noticed within seconds, not minutes.
  private static let habits = [
    "client_encoding": "UTF8", "fallback_application_name": "calento", "gssencmode": "disable",
    "tcp_user_timeout": "5000", "keepalives_idle": "15", "keepalives_interval": "5", "keepalives_count": "3",
  ]

  private static func options(in list: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
    var options: [String: String] = [:]
    var option = list
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val, value[0] != 0 { options[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return options
  }
}

extension DatabaseAddress {
  /// One server to try: a host of the address, and what that session must be good for.
  struct Candidate: Equatable {
    var options: [String: String]

    var parameters: [(keyword: String, value: String)] { DatabaseAddress.parameters(options) }

    /// The name to look up first, so that libpq does not: it would wait for the answer.
    var unresolvedHost: String? {
      guard options["hostaddr"] == nil, let host = options["host"] else { return nil }
      let isPath = host.hasPrefix("/") || host.hasPrefix("@")
      return isPath || isNumeric(host) ? nil : host
    }

    func resolved(to address: String) -> Candidate {
      var candidate = self
      candidate.options["hostaddr"] = address
      return candidate
    }
  }

  /// The servers of the address, in the order they are tried: libpq would walk through them by itself, but then one
  /// that answers nothing at all holds up those after it for minutes. A preferred standby is looked for on every host
  /// before any other session is taken.
  var candidates: [Candidate] {
    guard options["target_session_attrs"] == "prefer-standby" else { return candidates(wanting: nil) }
    return candidates(wanting: "standby") + candidates(wanting: "any")
  }

  /// How long one server may take until the session stands, in seconds; nil where the address does not say.
  var connectLimit: Int? {
    options["connect_timeout"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private func candidates(wanting session: String?) -> [Candidate] {
    let hosts = list("host")
    let addresses = list("hostaddr")
    let ports = list("port")
    return (0..<max(hosts.count, addresses.count, 1)).map { index in
      var candidate = Candidate(options: options)
      candidate.options["host"] = at(index, hosts)
      candidate.options["hostaddr"] = at(index, addresses)
      candidate.options["port"] = ports.count == 1 ? ports[0] : at(index, ports)
      if let session { candidate.options["target_session_attrs"] = session }
      return candidate
    }
  }

  private func list(_ keyword: String) -> [String] {
    guard let value = options[keyword] else { return [] }
    return value.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
  }

  private func at(_ index: Int, _ list: [String]) -> String? {
    index < list.count && !list[index].isEmpty ? list[index] : nil
  }
}

private func isNumeric(_ host: String) -> Bool {
  var room = in6_addr()
  return inet_pton(AF_INET, host, &room) == 1 || inet_pton(AF_INET6, host, &room) == 1
}
