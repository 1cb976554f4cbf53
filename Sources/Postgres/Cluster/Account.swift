internal import Glibc

/// The account a cluster runs as: our own, or, since PostgreSQL refuses to run as root, one without rights.
struct Account: Equatable {
  let name: String
  let user: uid_t
  let group: gid_t
  /// Whether we have to become it first.
  let isOther: Bool

  /// The account for the cluster in `folder`: whose it is, where there is one already.
  static func forCluster(in folder: String) throws(ClusterError) -> Account {
    if geteuid() != 0 { return Account(name: "us", user: geteuid(), group: getegid(), isOther: false) }
    var state = stat()
    if lstat(folder, &state) == 0, state.st_uid != 0 {
      return Account(name: "account \(state.st_uid)", user: state.st_uid, group: state.st_gid, isOther: true)
    }
    for name in ["postgres", "nobody"] {
      if let account = named(name) { return account }
    }
    throw ClusterError("PostgreSQL does not run as root, and there is neither an account postgres nor nobody")
  }

  private static func named(_ name: String) -> Account? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    // Room for the texts of the entry, of which we need none.
    var texts = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r(name, &entry, &texts, texts.count, &found) == 0, found != nil else { return nil }
    return Account(name: name, user: entry.pw_uid, group: entry.pw_gid, isOther: true)
  }

  func command(_ program: String, _ arguments: [String]) -> Command {
    guard isOther else { return Command(program: program, arguments: arguments) }
    return Command(
      program: "/usr/bin/setpriv",
      arguments: ["--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--", program] + arguments)
  }

  /// Makes a folder that is this account's alone, or checks that one is: a folder somebody else put there beforehand
  /// is refused.
  func ownFolder(_ path: String) throws(ClusterError) {
    if mkdir(path, 0o700) == 0 {
      guard chown(path, user, group) == 0 else { throw ClusterError("\(path): it can't be given to \(name)") }
      return
    }
    guard errno == EEXIST else { throw ClusterError("\(path): \(String(cString: strerror(errno)))") }
    var state = stat()
    guard lstat(path, &state) == 0, state.st_mode & S_IFMT == S_IFDIR, state.st_uid == user else {
      throw ClusterError("\(path) is there already and does not belong to \(name)")
    }
    chmod(path, 0o700)
  }

  /// Whether the account gets into a folder, through all those above it.
  func canUse(_ path: String) throws(ClusterError) -> Bool {
    if !isOther { return access(path, W_OK | X_OK) == 0 }
    return try command("/usr/bin/test", ["-w", path, "-a", "-x", path]).run().isSuccess
  }
}
