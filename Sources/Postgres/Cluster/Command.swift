internal import Glibc
internal import Reactor

/// A program of the system's that is run and waited for. Its output is kept for when it fails.
struct Command {
  /// A file system path.
  let program: String
  let arguments: [String]

  struct Outcome {
    /// The exit status, or 128 and the signal's number.
    let status: Int32
    let output: String
    var isSuccess: Bool { status == 0 }
  }

  /// Runs in `/`, as the checkout may be closed to the account it runs as, and in the C locale.
  func run() throws(ClusterError) -> Outcome {
    do {
      return try runToEnd()
    } catch {
      throw ClusterError("\(program): \(error)")
    }
  }

  private func runToEnd() throws(SystemError) -> Outcome {
    // A file and not a pipe: a server that is started may keep its end open for as long as it lives.
    let output = try temporaryFile()
    defer { close(output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    var process: pid_t = 0
    let changer = "/usr/bin/env"
    let code = withArguments([changer, "--chdir=/", program] + arguments) { arguments in
      withArguments(environment) { environment in
        posix_spawn(&process, changer, &actions, nil, arguments, environment)
      }
    }
    if code != 0 { throw SystemError(call: "posix_spawn", code: code) }
    var status: Int32 = 0
    try system("waitpid") { waitpid(process, &status, 0) }
    return Outcome(status: exitCode(status), output: try text(of: output))
  }

  private var environment: [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return ["PATH=\(path)", "LC_ALL=C", "TZ=UTC"]
  }

  private func exitCode(_ status: Int32) -> Int32 {
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private func temporaryFile() throws(SystemError) -> Int32 {
    var path = Array("/tmp/calento-output-XXXXXX".utf8CString)
    let descriptor = try system("mkstemp") { mkstemp(&path) }
    unlink(path)
    try system("fcntl") { fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptor
  }

  /// The end of what was written: what went wrong stands there.
  private func text(of file: Int32) throws(SystemError) -> String {
    let limit = 16_384
    let length = Int(try system("lseek") { lseek(file, 0, SEEK_END) })
    var bytes = [UInt8](repeating: 0, count: min(length, limit))
    let count = try system("pread") { pread(file, &bytes, bytes.count, off_t(length - bytes.count)) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

private func withArguments<Outcome>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Outcome
) -> Outcome {
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}

/// Why the private cluster can't be had, in words for whoever starts the server.
public struct ClusterError: Error, Equatable, CustomStringConvertible, Sendable {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
