internal import Guard
public import HTTP

/// The files of a folder, served as they lie.
///
/// Addresses carry a hash of the whole folder, `/assets/<hash>/css/calento.css`: a file may name its neighbours
/// relatively, and when one of them changes, so does the address of every one. Files at the top are also found without
/// (`/favicon.ico`). A request path is looked up in a table and never opened, so there is no way out of the folder.
public final class Assets: Sendable {
  /// What was there at the start.
  private let index: AssetIndex
  private let live: LiveAssets?

  /// Indexes the folder. `isLive` is for development: changed files are noticed, and nothing is cached.
  public init(folder path: String, isLive: Bool = false) throws(ServerError) {
    let folder = try AssetFolder(path)
    index = try AssetIndex(folder, try folder.scan(), isLive: isLive)
    live = isLive ? LiveAssets(folder, index) : nil
  }

  /// Where the file at that path in the folder is served now; nil when there is none.
  public func address(of path: String) -> String? {
    withIndex { $0.address(of: path) }
  }

  /// What the request gets, or nil when no file is meant.
  public func answer(_ head: RequestHead) -> Response? {
    guard let prepared = withIndex({ $0.find(head.target.pathBytes) }) else { return nil }
    switch head.method {
    case .get, .head: return prepared.answer(head)
    case .options: return Assets.allowing(Response(status: .noContent))
    default: return Assets.allowing(.text("Files can only be read.\n", status: .methodNotAllowed))
    }
  }

  private static func allowing(_ response: Response) -> Response {
    var response = response
    response.headers.add(.allow, "GET, HEAD, OPTIONS")
    return response
  }

  private func withIndex<Result>(_ body: (AssetIndex) -> Result) -> Result {
    guard let live else { return body(index) }
    return body(live.looked())
  }
}

/// A folder that is looked at again whenever somebody asks: good for the dozens of files of one who develops.
private final class LiveAssets: Sendable {
  private let folder: AssetFolder
  private let index: Guarded<AssetIndex>

  init(_ folder: AssetFolder, _ index: AssetIndex) {
    self.folder = folder
    self.index = Guarded(index)
  }

  /// A file that is being written just now is seen as it was before, until it is done.
  func looked() -> AssetIndex {
    index.withLock { index in
      if let entries = try? folder.scan(), entries != index.entries,
        let changed = try? AssetIndex(folder, entries, isLive: true)
      {
        index = changed
      }
      return index
    }
  }
}
