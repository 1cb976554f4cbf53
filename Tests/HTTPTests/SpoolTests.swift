import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import HTTP

@Suite struct SpoolTests {
  @Test func `what is put aside comes back, from a file that nobody finds`() throws {
    let folder = ScratchFolder()
    let spool = try Spool(in: folder.path)
    let pieces = [Array("one ".utf8), Array(repeating: UInt8(ascii: "x"), count: 100_000), []]
    var count: Int64 = 0
    for piece in pieces {
      try spool.write(piece, at: count)
      count += Int64(piece.count)
    }
    let file = spool.file(of: count)
    var back = [UInt8](repeating: 0, count: Int(count))
    #expect(pread(file.descriptor.number, &back, back.count, 0) == back.count)
    #expect(back == Array(pieces.joined()))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    #expect(fcntl(file.descriptor.number, F_GETFD) == FD_CLOEXEC)
  }

  @Test func `where no file can be there is a reason`() {
    let refusal = #expect(throws: Spool.Refusal.self) { try Spool(in: "/nowhere") }
    #expect(refusal?.description == "no temporary file: No such file or directory")
  }
}
