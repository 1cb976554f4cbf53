internal import Dispatch
public import Glibc
internal import Guard
internal import Reactor

/// A program started by a test, with its standard input, output and error at hand. Killed, at the latest, when the
/// last reference goes.
public final class ChildProcess: Sendable {
  public let pid: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32

  public struct StartFailure: Error {
    public let program: String
    public let code: Int32
  }

  /// How a program ended.
  public enum Ending: Equatable, Sendable {
    case exited(Int32)
    case killed(by: Int32)
  }

  /// Starts `program`, looked up in PATH, with what `environment` adds to ours. One that is not to outlive us is asked
  /// to end (SIGTERM) when we are killed.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], directory: String? = nil,
    outlivesUs: Bool = true
  ) throws(StartFailure) {
    let leash = outlivesUs ? [] : ["setpriv", "--pdeathsig", "TERM"]
    let words = leash + ChildProcess.words(program, arguments, in: directory)
    let variables = ChildProcess.ownEnvironment().merging(environment) { _, new in new }
    let started = ChildProcess.startOnLastingThread(words, variables)
    (pid, input, output, errors) = (started.pid, started.input, started.output, started.errors)
    if started.code != 0 { throw StartFailure(program: program, code: started.code) }
  }

  deinit {
    for end in [input, output, errors] { close(end) }
    guard pid > 0 else { return }
    var status: Int32 = 0
    if waitpid(pid, &status, WNOHANG) == 0 {
      kill(pid, SIGKILL)
      waitpid(pid, &status, 0)
    }
  }

  public func signal(_ number: Int32) {
    kill(pid, number)
  }

  public func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if written <= 0 { return }
      bytes = bytes.dropFirst(written)
    }
  }

  public func closeInput() {
    // The descriptor stays ours until the end, so that its number is not handed out again under our feet.
    dup2(ChildProcess.nowhere, input)
  }

  /// The next line of standard output; nil at its end.
  public func line() async throws -> String? {
    try await waiting { self.readLine(self.output) }
  }

  /// The next line of standard error; nil at its end.
  public func errorLine() async throws -> String? {
    try await waiting { self.readLine(self.errors) }
  }

  /// Waits for the end; gives all that was not read yet of both outputs.
  public func finish() async throws -> (ending: Ending, output: String, errors: String) {
    async let output = waiting { self.readAll(self.output) }
    async let errors = waiting { self.readAll(self.errors) }
    let texts = try await (output, errors)
    let ending = try await waiting { self.waitForEnd() }
    return (ending, texts.0, texts.1)
  }

  private func waitForEnd() -> Ending {
    // Without reaping: that is for `deinit`, so that the number can't come to mean another process before.
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) == -1 && errno == EINTR {}
    let status = info._sifields._sigchld.si_status
    return info.si_code == 1 ? .exited(status) : .killed(by: status)
  }

  private func readLine(_ end: Int32) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(end, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  private func readAll(_ end: Int32) -> String {
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(end, &piece, piece.count)
      if count <= 0 { return String(decoding: text, as: UTF8.self) }
      text += piece[..<count]
    }
  }

  /// Changing the folder is left to a shell, which then becomes the program.
  private static func words(_ program: String, _ arguments: [String], in directory: String?) -> [String] {
    guard let directory else { return [program] + arguments }
    return ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory, program] + arguments
  }

  private typealias Started = (code: Int32, pid: pid_t, input: Int32, output: Int32, errors: Int32)

  /// Starts all programs, one at a time: between the making of a pipe and its mark "not for children" no other child may
  /// be started. It lasts as long as we do, as the kernel means the thread where it speaks of a child's parent.
  private static let lasting: EventLoop = {
    guard let loop = try? EventLoop(), (try? Thread(named: "children", { loop.run() })) != nil else {
      preconditionFailure("no thread to be had")
    }
    return loop
  }()

  private static func startOnLastingThread(_ words: [String], _ variables: [String: String]) -> Started {
    let started = Guarded<Started>((0, 0, -1, -1, -1))
    let done = DispatchSemaphore(value: 0)
    lasting.execute {
      started.withLock { $0 = start(words, variables) }
      done.signal()
    }
    done.wait()
    return started.withLock { $0 }
  }

  private static func start(_ words: [String], _ variables: [String: String]) -> Started {
    let pipes = (0..<3).map { _ in makePipe() }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0].read, 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1].write, 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[2].write, 2)

    // Threads of a test block signals; a program starts with none blocked.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + envp { free(string) } }
    var child = pid_t()
    let code = posix_spawnp(&child, words[0], &actions, &attributes, &argv, &envp)
    for end in [pipes[0].read, pipes[1].write, pipes[2].write] { close(end) }
    return (code, child, pipes[0].write, pipes[1].read, pipes[2].read)
  }

  private static let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)

  private static func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "no pipes to be had")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func ownEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return variables
  }
}
