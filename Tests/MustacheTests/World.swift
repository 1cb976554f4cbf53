import Mustache

/// The page of Anna's haircuts, as a template would be given it.
struct HaircutPage: View {
  var title = "Haircut & more"
  var owner = Owner()
  var days = [Day(title: "Thursday", slots: ["9:00", "9:45"]), Day(title: "Friday", isFree: false)]
  var isSignedIn = true
  var note: String?
  var guest: Guest?
  var strip = "<svg/>"

  var shout: String { title.uppercased() }
  var isQuiet: Bool { note == nil }
  var host: Owner { owner }
  var titles: [String] { days.map(\.title) }

  static let keys: Keys<Self> = [
    "title": .text(\.title),
    "shout": .text(\.shout),
    "owner": .view(\.owner),
    "host": .view(\.host),
    "days": .list(\.days),
    "titles": .list(\.titles),
    "signed_in": .flag(\.isSignedIn),
    "quiet": .flag(\.isQuiet),
    "note": .text(\.note),
    "guest": .view(\.guest),
    "strip": .html(\.strip),
  ]
}

struct Owner: View {
  var name = "Anna"
  var city = City()

  static let keys: Keys<Self> = ["name": .text(\.name), "city": .view(\.city)]
}

struct City: View {
  var name = "Berlin"
  var isCapital = true

  static let keys: Keys<Self> = ["name": .text(\.name), "capital": .flag(\.isCapital)]
}

struct Guest: View {
  var name = "Ben"
  var phone: String?
  var city: City?

  static let keys: Keys<Self> = ["name": .text(\.name), "phone": .text(\.phone), "city": .view(\.city)]
}

struct Day: View {
  var title = ""
  var isFree = true
  var slots: [String] = []
  var note: String?

  static let keys: Keys<Self> = [
    "title": .text(\.title), "free": .flag(\.isFree), "slots": .list(\.slots), "note": .text(\.note),
  ]
}

/// A view that holds views of its own type.
struct Branch: View {
  var name = ""
  var branches: [Branch] = []

  static let keys: Keys<Self> = ["name": .text(\.name), "branches": .list(\.branches)]

  /// So many inside one another.
  static func chain(_ length: Int) -> Branch {
    (1..<length).reduce(Branch(name: "b")) { branch, _ in Branch(name: "b", branches: [branch]) }
  }
}

/// A view around the tree.
struct Garden: View {
  var owner = "Anna"
  var branches = [Branch(name: "a", branches: [Branch(name: "b", branches: [Branch(name: "c")]), Branch(name: "d")])]

  static let keys: Keys<Self> = ["owner": .text(\.owner), "branches": .list(\.branches)]
}
