internal import FoundationEssentials
internal import HTTP
internal import Server

/// For whom a style sheet is made: one sheet an audience, so that a guest does not wait for what only owners see.
public enum Look: String, CaseIterable, Sendable {
  /// Guests, and whoever else is not signed in.
  case guest
  case owner
}

/// The whole look of an audience in one sheet: the files of `Public/css/all` and of its own folder, joined at start,
/// so that a page is dressed after one round trip and its source is still a file a part.
struct StyleSheet: Page {
  /// Where pages find it. Changes with the content, so that a browser may keep what it has for a year.
  let address: String
  private let version: String
  private let lasting: PreparedResponse
  private let passing: PreparedResponse
  private let folders: [String]
  private let isWatching: Bool

  init(_ look: Look, in folder: String, isWatching: Bool) throws {
    folders = ["\(folder)/all", "\(folder)/\(look.rawValue)"]
    self.isWatching = isWatching
    let sheet = try StyleSheet.join(folders)
    version = Fingerprint(sheet).description
    address = Route.look(look).address + "?v=" + version
    lasting = StyleSheet.prepare(sheet, caching: "public, max-age=31536000, immutable")
    passing = StyleSheet.prepare(sheet, caching: "no-cache")
  }

  /// In order of their names. Their layers say what wins, so that a part's name means nothing.
  private static func join(_ folders: [String]) throws -> [UInt8] {
    var sheet: [UInt8] = []
    for folder in folders {
      for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".css") {
        sheet += try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
      }
    }
    return sheet
  }

  private static func prepare(_ sheet: [UInt8], caching: String) -> PreparedResponse {
    var response = Response(type: "text/css; charset=utf-8", bytes: sheet)
    response.headers.add(.cacheControl, caching)
    return PreparedResponse(response, etag: Fingerprint(sheet).etag)
  }

  /// A browser that asks for another version has a page from before or after this server's: it gets this one, and is
  /// told to ask again.
  func answer(_ request: Request) -> Answer {
    if isWatching, let sheet = try? StyleSheet.join(folders) {
      return .now(StyleSheet.prepare(sheet, caching: "no-cache").answer(request.head))
    }
    return .now((request.target.query["v"] == version ? lasting : passing).answer(request.head))
  }
}
