import TestSupport

@testable import Web

/// A browser that nobody has signed in with yet. It keeps its cookies and sends forms as it got them.
struct Newcomer {
  let house: GuestHouse
  let language: String
  private(set) var cookies: [String: String] = [:]
  private(set) var page: Reply

  /// Opens a page.
  init(_ house: GuestHouse, at address: String, speaking language: String = "en") async throws {
    (self.house, self.language) = (house, language)
    page = try await house.get(address, ["Accept-Language": language])
    keep(page)
  }

  /// Opens another one.
  mutating func open(_ address: String) async throws {
    page = try await house.get(address, headers)
    keep(page)
  }

  /// Sends the form of the page that is open, with what is typed into it, where it says; to another server of the same
  /// house, if one is given.
  mutating func send(_ typed: [(String, String)] = [], to site: Site? = nil) async throws {
    let html = page.page
    guard let action = html.first("//main//form")?["action"] else { throw Unexpected(what: "no form") }
    let hidden = html.all("//main//form//input[@type='hidden']").map { ($0["name"] ?? "", $0["value"] ?? "") }
    page = try await house.post(action, hidden + typed, headers, to: site)
    keep(page)
  }

  /// Sends a form that was open in this browser, or that somebody says was.
  mutating func send(_ fields: [(String, String)], to address: String, _ said: [String: String]) async throws {
    page = try await house.post(address, fields, headers.merging(said) { $1 })
    keep(page)
  }

  /// What today's browsers say of a form that a page of ours sends.
  static let fromOurs = ["Origin": "https://calento.example", "Sec-Fetch-Site": "same-origin"]

  /// Goes where the last answer leads.
  mutating func follow() async throws {
    guard let next = page["Location"] else { throw Unexpected(what: "\(page.status) leads nowhere") }
    try await open(next)
  }

  /// As after signing out.
  mutating func forgetSession() { cookies["__Host-calento"] = nil }

  var heading: String? { page.page.first("//h1")?.text }
  var isIn: Bool { cookies["__Host-calento"]?.isEmpty == false }

  private var headers: [String: String] {
    var headers = ["Accept-Language": language]
    if !cookies.isEmpty { headers["Cookie"] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
    return headers
  }

  private mutating func keep(_ reply: Reply) {
    for (name, value) in reply.headers where name.lowercased() == "set-cookie" {
      let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = pair.count == 2 ? String(pair[1]) : ""
    }
  }
}
