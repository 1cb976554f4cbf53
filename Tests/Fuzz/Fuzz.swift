internal import Glibc

/// A parser of ours and how bad input reaches it. `make fuzz` runs each for a given time; the name is chosen by the
/// environment, because the fuzzer owns the command line.
struct FuzzTarget: Sendable {
  let name: String
  let feed: @Sendable (UnsafeRawBufferPointer) -> Void

  static let all: [FuzzTarget] = [
    .request, .form, .multipart, .cookie, .jwt, .template, .calendar, .rule, .zone, .scenario, .picture,
  ]

  static let chosen: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = all.first(where: { $0.name == name }) else {
      perror("FUZZ_TARGET must be one of: \(all.map(\.name).joined(separator: " "))")
      exit(2)
    }
    return target
  }()
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafeRawPointer?, _ count: Int) -> Int32 {
  FuzzTarget.chosen.feed(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}
