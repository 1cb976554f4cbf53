internal import CPostgres
internal import Glibc

/// The arrays libpq takes a statement's parameters in, kept from statement to statement.
final class ParameterArrays {
  typealias Pointers = UnsafeMutablePointer<UnsafePointer<CChar>?>

  /// libpq's number for the binary format.
  static let binary: Int32 = 1

  private var capacity = 0
  private var pointers: Pointers
  private var lengths: UnsafeMutablePointer<Int32>
  private var formats: UnsafeMutablePointer<Int32>

  init() {
    (pointers, lengths, formats) = (.allocate(capacity: 0), .allocate(capacity: 0), .allocate(capacity: 0))
    grow(to: 16)
  }

  deinit {
    free()
  }

  func withParameters<Outcome>(
    of query: Query, _ body: (Int32, Pointers, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Outcome
  ) -> Outcome {
    let count = query.parameterCount
    if count > capacity { grow(to: count) }
    return query.values.bytes.withUnsafeBytes { bytes in
      var index = 0
      for case .parameter(let parameter) in query.parts {
        lengths[index] = parameter.length
        pointers[index] = address(of: parameter, in: bytes)
        index += 1
      }
      return body(Int32(clamping: count), pointers, lengths, formats)
    }
  }

  /// Nil says NULL, so an empty value must point somewhere, even where no parameter has any bytes.
  private func address(of parameter: Query.Parameter, in bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar>? {
    if parameter.offset < 0 { return nil }
    guard let start = bytes.baseAddress else { return UnsafeRawPointer(lengths).assumingMemoryBound(to: CChar.self) }
    return (start + Int(parameter.offset)).assumingMemoryBound(to: CChar.self)
  }

  private func grow(to count: Int) {
    free()
    capacity = count
    pointers = .allocate(capacity: count)
    lengths = .allocate(capacity: count)
    formats = .allocate(capacity: count)
    pointers.initialize(repeating: nil, count: count)
    lengths.initialize(repeating: 0, count: count)
    formats.initialize(repeating: ParameterArrays.binary, count: count)
  }

  private func free() {
    pointers.deallocate()
    lengths.deallocate()
    formats.deallocate()
  }
}

/// Hands out texts as C has them, with a null behind the last.
func withCStrings<Outcome>(
  _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Outcome
) -> Outcome {
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  let pointers = copies.map { UnsafePointer($0) } + [nil]
  return pointers.withUnsafeBufferPointer { pointers in
    guard let start = pointers.baseAddress else { preconditionFailure("an array with an element has an address") }
    return body(start)
  }
}
