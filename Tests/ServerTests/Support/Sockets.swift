import Glibc

/// What this process has open.
enum Sockets {
  /// More than the tests ever need at once.
  private static let descriptors = Int32(0)..<4096

  /// Sockets that are bound to that port: listening there, or accepted there.
  static func count(onPort port: UInt16) -> Int {
    descriptors.count { descriptor in
      var address = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let code = withUnsafeMutableBytes(of: &address) { bytes in
        getsockname(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
      }
      return code == 0 && address.sin_family == sa_family_t(AF_INET) && UInt16(bigEndian: address.sin_port) == port
    }
  }

  /// Files below a folder.
  static func files(below folder: String) -> Int {
    descriptors.count { descriptor in
      var target = [CChar](repeating: 0, count: 1024)
      let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
      guard length > 0 else { return false }
      return String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self).hasPrefix(folder)
    }
  }
}
