internal import CPostgres
internal import Glibc

/// Hears what the server says without being asked. Notices interest nobody (libpq's own habit is to print them on
/// standard error), but before it ends a session it says so, and then nothing more is to be sent there.
final class Notices {
  private(set) var heldFarewell = false

  /// Must live for as long as the connection does.
  func listen(to connection: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = PQsetNoticeReceiver(
      connection,
      { context, result in
        // The pointer is the one handed over below.
        guard let context, let result else { return }
        Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().hear(result)
      }, context)
  }

  private func hear(_ notice: OpaquePointer) {
    guard let severity = PQresultErrorField(notice, Int32(calento_field_severity)) else { return }
    if strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0 { heldFarewell = true }
  }
}
