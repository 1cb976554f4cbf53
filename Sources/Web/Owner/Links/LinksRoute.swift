internal import Server
public import Store

/// What there is behind `/app/links`.
public enum LinksRoute: Hashable, Sendable {
  case all
  case new
  case one(LinkID, LinkRoutePart = .page)

  init?(_ segments: ArraySlice<String>) {
    guard let first = segments.first else {
      self = .all
      return
    }
    let rest = segments.dropFirst()
    if first == "new", rest.isEmpty {
      self = .new
    } else if let id = LinkID(first), id.description == first, rest.count <= 1, rest.first != "",
      let part = LinkRoutePart(rawValue: rest.first ?? "")
    {
      self = .one(id, part)
    } else {
      return nil
    }
  }

  /// Behind `/app/links`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    case .new: "/new"
    case .one(let id, .page): "/\(id)"
    case .one(let id, let part): "/\(id)/\(part.rawValue)"
    }
  }

  /// In bytes. A description of ten thousand characters and twenty questions with thirty choices each, in any script.
  static let longestForm = 768 * 1024

  var label: RouteLabel {
    switch self {
    case .all: "app.links"
    case .new: "app.links.new"
    case .one(_, .page): "app.links.one"
    case .one(_, .copies): "app.links.copies"
    case .one(_, .state): "app.links.state"
    case .one(_, .deletion): "app.links.deletion"
    case .one(_, .restoration): "app.links.restoration"
    case .one(_, .code): "app.links.code"
    }
  }
}

/// What there is of one link: its form, what is done to it, and its address for cameras.
public enum LinkRoutePart: String, CaseIterable, Sendable {
  case page = ""
  case copies, state, deletion, restoration
  case code = "qr.svg"
}
