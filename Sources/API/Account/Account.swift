internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let account: [Line] = [
    Line(.post, "/users", .anyone, "api.users.create") { call in
      try await call.office.once(call, of: call.visitor, signUp)
    },
    Line(.get, "/me", .reader, "api.me.show") { .tagged(try $0.owner.json) },
    Line(.patch, "/me", .writer, "api.me.change", changeProfile),
  ]

  /// What needs the password, as another e-mail address, is a matter of the site's. What is not sent stays as it is when
  /// the change is written, whoever else changes it meanwhile.
  private static func changeProfile(_ call: Call) async throws -> Reply {
    let outcome = try await call.office.saveProfile(
      speaking: call.means.languages, of: try call.owner.id, caller: call.caller, ifStill: { call.isFor($0.json) }
    ) { owner in try call.body { $0.profile(of: owner) } }
    switch outcome {
    case .saved: break
    case .refused(let refusals): throw Problem.unfit(refusals.map(\.wrong))
    case .changed: throw Problem(.changed)
    case .unknown: throw Problem(.notFound)
    }
    guard let now = try await call.office.bearer(call.request.bearerToken ?? "", caller: call.caller) else {
      throw Problem(.notFound)
    }
    return .tagged(now.owner.json)
  }

  /// Whether the address is known or not, the answer is the same; a letter tells its reader.
  private static func signUp(_ call: Call) async throws -> Reply {
    let (form, wrong) = try call.bodyAndWrong { body in
      let locale = body.locale("locale") ?? "en"
      return SignUpForm(
        username: body.requiredText("username"), email: body.requiredText("email"),
        password: body.requiredText("password"), zone: body.zone("timezone") ?? .utc, locale: locale,
        schedule: call.means.firstSchedule(locale))
    }
    guard wrong.isEmpty else {
      throw Problem.unfit(wrong + (try await call.office.signUpRefusals(of: form).map(\.wrong)))
    }
    switch try await call.office.signUp(form, caller: call.caller) {
    case .wrote: break
    // The first account of a house needs no letter; a program signs in by itself.
    case .signedIn(_, let session):
      _ = try await call.office.signOut(session.id, of: session.owner.id, caller: call.caller)
    case .refused(let refusals): throw Problem.unfit(refusals.map(\.wrong))
    case .tooMany(let wait): throw Problem.tooMany(wait)
    }
    return .accepted
  }
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

extension Members {
  /// What is not sent stays as it is.
  fileprivate mutating func profile(of owner: Owner) -> ProfileForm {
    ProfileForm(
      username: text("username") ?? owner.username, firstName: text("first_name") ?? owner.firstName,
      lastName: text("last_name") ?? owner.lastName, bio: text("bio") ?? owner.bio,
      zone: text("timezone") ?? owner.zone.name, locale: text("locale") ?? owner.locale,
      weekStart: "\(whole("week_start") ?? owner.weekStart.rawValue)",
      clock: isNull("clock") ? "" : (whole("clock") ?? owner.clock).map { "\($0)" } ?? "")
  }

  /// A language as letters are written in it: of the shape languages' names have.
  mutating func locale(_ name: String) -> String? {
    guard let text = text(name) else { return nil }
    let isTag =
      (2...16).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte | 0x20 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "-")
        }
      }
    if isTag { return text }
    refuse(name, "must be a language as vi.")
    return nil
  }
}
