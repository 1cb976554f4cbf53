internal import COpenSSL

/// Comparison whose duration tells nothing of where two secrets differ, only whether their lengths do.
public enum ConstantTime {
  public static func equal(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    let (left, right) = (Array(left), Array(right))
    return left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
