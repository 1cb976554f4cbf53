internal import Glibc

/// The account a cluster runs as: our own, or, since PostgreSQL refuses to run as root, one without rights.
struct Account: Equatable {
  let name: String
  let user: uid_t
  let group: gid_t
  /// Whether we have to become it first.
  let isOther: Bool

  static func forCluster() throws(ClusterError) -> Account {
    if geteuid() != 0 { return Account(name: "", user: geteuid(), group: getegid(), isOther: false) }
    for name in ["postgres", "nobody"] {
      guard let entry = getpwnam(name) else { continue }
      return Account(name: name, user: entry.pointee.pw_uid, group: entry.pointee.pw_gid, isOther: true)
    }
    throw ClusterError("PostgreSQL does not run as root, and there is neither an account postgres nor nobody")
  }

  func command(_ program: String, _ arguments: [String]) -> Command {
    guard isOther else { return Command(program: program, arguments: arguments) }
    return Command(
      program: "/usr/bin/setpriv",
      arguments: ["--reuid=\(user)", "--regid=\(group)", "--init-groups", "--", program] + arguments)
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
      throw ClusterError("\(path) is there already and is not a folder of \(isOther ? name : "ours")")
    }
    chmod(path, 0o700)
  }

  /// Whether the account gets into a folder, through all those above it.
  func canUse(_ path: String) throws(ClusterError) -> Bool {
    if !isOther { return access(path, W_OK | X_OK) == 0 }
    return try command("/usr/bin/test", ["-w", path, "-a", "-x", path]).run().isSuccess
  }
}
