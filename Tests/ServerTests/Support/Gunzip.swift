import FoundationEssentials
import TestSupport

/// What the gzip program makes of these bytes.
func gunzipped(_ bytes: [UInt8]) async throws -> [UInt8] {
  let folder = TemporaryFolder()
  folder.write("page.gz", bytes)
  _ = try await ChildProcess("gunzip", ["\(folder.path)/page.gz"]).finish()
  return FileManager.default.contents(atPath: "\(folder.path)/page").map { Array($0) } ?? []
}
