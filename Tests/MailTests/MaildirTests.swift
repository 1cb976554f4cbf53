import FoundationEssentials
import Glibc
import Mail
import Reactor
import TestSupport
import Testing

@Suite struct MaildirTests {
  @Test func `a letter is one file in new, with nothing left in tmp`() async throws {
    try await withMaildir { maildir, folder in
      let parcel = Parcel(try letter())
      let id = try accepted(try await maildir.deliver(parcel))
      #expect(try folder.files("new") == [id])
      #expect(try folder.files("tmp") == [])
      #expect(try folder.bytes("new/\(id)") == parcel.bytes)
      #expect(try folder.mode("new/\(id)") == 0o600)
      #expect(try folder.mode("new") == 0o700)
    }
  }

  @Test func `the same letter again is the same file`() async throws {
    try await withMaildir { maildir, folder in
      let first = try accepted(try await maildir.deliver(Parcel(try letter())))
      let second = try accepted(try await maildir.deliver(Parcel(try letter(), isRepeat: true)))
      let third = try accepted(try await maildir.deliver(Parcel(try letter())))
      #expect(first == second && second == third)
      #expect(try folder.files("new").count == 1)
      #expect(try folder.files("tmp") == [])
    }
  }

  @Test func `a letter that was read meanwhile does not come again`() async throws {
    try await withMaildir { maildir, folder in
      let id = try accepted(try await maildir.deliver(Parcel(try letter())))
      try folder.move("new/\(id)", to: "cur/\(id):2,S")
      let again = try accepted(try await maildir.deliver(Parcel(try letter(), isRepeat: true)))
      #expect(again == id)
      #expect(try folder.files("new") == [])
    }
  }

  @Test func `what an earlier process left in tmp is in nobody's way`() async throws {
    try await withMaildir { maildir, folder in
      _ = try await maildir.deliver(Parcel(try letter(unique: "other")))
      let id = try accepted(try await maildir.deliver(Parcel(try letter())))
      try folder.move("new/\(id)", to: "tmp/\(id).1.2")
      let again = try accepted(try await maildir.deliver(Parcel(try letter(), isRepeat: true)))
      #expect(again == id)
      #expect(try folder.files("new").contains(id))
    }
  }

  @Test func `letters at once each have their file, and one handed over many times has one`() async throws {
    try await withMaildir { maildir, folder in
      try await withThrowingTaskGroup { group in
        for number in 0..<40 {
          group.addTask { _ = try await maildir.deliver(Parcel(try letter(unique: "letter-\(number % 20)"))) }
        }
        try await group.waitForAll()
      }
      #expect(try folder.files("new").count == 20)
      #expect(try folder.files("tmp") == [])
    }
  }

  @Test func `a folder that can't be written closes the way, and says why`() async throws {
    try await withMaildir { maildir, folder in
      try folder.scratch.write("in the way", to: "mail")
      let delivery = try await maildir.deliver(Parcel(try letter()))
      guard case .closed(let reason) = delivery else { throw Unexpected(delivery) }
      #expect(reason.contains("mail"))
      #expect(reason.contains("Not a directory") || reason.contains("File exists"))
    }
  }

  private func accepted(_ delivery: Delivery) throws -> String {
    guard case .accepted(let id) = delivery else { throw Unexpected(delivery) }
    return id
  }

  private func withMaildir(_ body: (Maildir, MailFolder) async throws -> Void) async throws {
    let folder = MailFolder()
    let pool = try BlockingPool(threads: 4)
    defer { pool.stop() }
    try await body(Maildir(folder: folder.path, pool: pool), folder)
  }
}

/// A Maildir to look into.
struct MailFolder: Sendable {
  let scratch = ScratchFolder()

  var path: String { scratch.path + "/mail" }

  func files(_ part: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(part)").sorted()
  }

  func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(path)/\(file)")))
  }

  func move(_ file: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: "\(path)/\(file)", toPath: "\(path)/\(other)")
  }

  func mode(_ file: String) throws -> mode_t {
    var status = stat()
    guard stat("\(path)/\(file)", &status) == 0 else { throw Unexpected(file) }
    return status.st_mode & 0o777
  }
}
