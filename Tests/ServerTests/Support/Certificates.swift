import Server
import TestSupport

/// Certificates signed by themselves, made by the openssl program.
enum Certificates {
  /// Writes `name.crt` and `name.key` into the folder.
  static func make(_ name: String, in folder: TemporaryFolder) async throws -> TLSFiles {
    let files = TLSFiles(certificate: "\(folder.path)/\(name).crt", key: "\(folder.path)/\(name).key")
    let openssl = try ChildProcess(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
        "/CN=\(name)", "-out", files.certificate, "-keyout", files.key,
      ])
    _ = try await openssl.finish()
    return files
  }
}
