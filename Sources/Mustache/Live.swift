import Guard

/// Everything that was bound from a folder of templates, bound anew in development when a file there has changed.
///
///     let pages = try Live(folder: "Templates", isWatching: isDevelopment, bind: Pages.init)
///     try pages.refresh()
///     try pages.current.home.render(view, in: words)
///
/// A change that does not fit is refused with its fault, again and again until it is mended; what was good stays.
public final class Live<Pages: Sendable>: Sendable {
  /// Makes the pages out of a freshly read library.
  public typealias Bind = @Sendable (Library) throws(Fault) -> Pages

  private struct State {
    var folder: Folder
    var pages: Pages
    /// Why the folder as it is now was refused.
    var fault: Fault?
  }

  private let bind: Bind
  /// What never changes, where nobody watches.
  private let fixed: Pages?
  private let state: Guarded<State>

  /// Reads and binds; in production once and for all.
  public init(folder path: String, isWatching: Bool, bind: @escaping Bind) throws(Fault) {
    let folder = try Folder(path)
    let pages = try bind(Library(folder))
    self.bind = bind
    fixed = isWatching ? nil : pages
    state = Guarded(State(folder: folder, pages: pages))
  }

  /// The last that was good.
  public var current: Pages {
    fixed ?? state.withLock { $0.pages }
  }

  /// Looks whether a file has changed since, and if so binds anew. True if there is something new.
  @discardableResult
  public func refresh() throws(Fault) -> Bool {
    if fixed != nil { return false }
    return try state.withLock { (state) throws(Fault) in try refresh(&state) }
  }

  private func refresh(_ state: inout State) throws(Fault) -> Bool {
    let folder = try Folder(state.folder.path)
    if folder == state.folder {
      if let fault = state.fault { throw fault }
      return false
    }
    state.folder = folder
    do {
      state.pages = try bind(Library(folder))
      state.fault = nil
      return true
    } catch {
      state.fault = error
      throw error
    }
  }
}
