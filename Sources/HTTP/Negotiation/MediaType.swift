/// A media type with its parameters, as `Content-Type` names it.
public struct MediaType: Sendable, Equatable {
  /// `type/subtype` in lower case.
  public let name: String
  private let parameters: [Parameter]

  private struct Parameter: Sendable, Equatable {
    let name: String
    let value: String
  }

  /// Nil for what is no media type.
  public static func parse(_ bytes: ArraySlice<UInt8>) -> MediaType? {
    var scanner = ParameterScanner(bytes)
    guard let type = scanner.token(), scanner.skip(Byte.slash), let subtype = scanner.token() else { return nil }
    guard let parameters = scanner.parameters() else { return nil }
    let name = (type + [Byte.slash] + subtype).map(\.lowered)
    return MediaType(
      name: String(decoding: name, as: UTF8.self),
      parameters: parameters.map { Parameter(name: $0.name, value: $0.value) })
  }

  /// The parameter of that name, which is compared without its case.
  public subscript(parameter: String) -> String? {
    parameters.first { $0.name == parameter.lowercased() }?.value
  }
}
