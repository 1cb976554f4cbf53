import Glibc

/// Asks Debian's Python, in one process for a whole batch: the questions go in as lines, as many answers come out.
enum Python {
  struct Failure: Error {
    let reason: String
  }

  /// Runs a script that reads `sys.argv[1]` and writes `sys.argv[2]`.
  static func answers(to questions: [String], script: String) throws -> [String] {
    let folder = try temporaryFolder()
    let (input, output) = (folder + "/questions", folder + "/answers")
    defer {
      for path in [input, output] { unlink(path) }
      rmdir(folder)
    }
    try write(questions.joined(separator: "\n"), to: input)
    try run(["/usr/bin/python3", "-c", script, input, output])
    return try read(output).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func run(_ arguments: [String]) throws {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let error = posix_spawn(&child, arguments[0], nil, nil, &words, environ)
    guard error == 0 else { throw Failure(reason: "\(arguments[0]) could not be started: \(error)") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Failure(reason: "\(arguments[0]) was lost") }
    }
    guard status == 0 else { throw Failure(reason: "\(arguments[0]) ended with status \(status)") }
  }

  private static func temporaryFolder() throws -> String {
    var template = Array("/tmp/calento-icalendar-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(reason: "no temporary folder") }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failure(reason: "cannot write \(path)") }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(reason: "cannot write \(path)") }
  }

  private static func read(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Failure(reason: "cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
