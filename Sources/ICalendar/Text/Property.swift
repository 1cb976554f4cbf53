/// One line of a calendar: NAME;PARAMETER=VALUE:VALUE. The value is kept as written, escapes and all, because what they
/// mean depends on the name. Properties nobody here knows are carried along as they are.
public struct Property: Hashable, Sendable {
  /// In capitals: SUMMARY, X-APPLE-STRUCTURED-LOCATION.
  public let name: String
  public var parameters: [Parameter]
  public var value: String

  /// Where it stood in the text it was read from; 0 for one that was not read.
  let line: Int

  /// A name and its values, between a property and what it says.
  public struct Parameter: Hashable, Sendable {
    /// In capitals.
    public let name: String
    public var values: [String]
  }

  /// Nil for a name that is not made of letters, digits and hyphens.
  public init?(_ name: String, _ value: String, parameters: [Parameter] = []) {
    guard Self.isName(name.utf8) else { return nil }
    self.init(name: name.uppercased(), parameters: parameters, value: value, line: 0)
  }

  init(name: String, parameters: [Parameter], value: String, line: Int) {
    self.name = name
    self.parameters = parameters
    self.value = value
    self.line = line
  }

  /// The parameter's first value.
  public func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.values.first
  }

  /// All of the parameter's values.
  public func parameterValues(_ name: String) -> [String] {
    parameters.first { $0.name == name }?.values ?? []
  }

  func error(_ reason: ReadingError.Reason) -> ReadingError {
    ReadingError(line: line, reason)
  }

  var badValue: ReadingError { error(.badValue(property: name)) }

  static func isName(_ name: some Collection<UInt8>) -> Bool {
    (1...longestName).contains(name.count) && name.allSatisfy(isPartOfName)
  }

  /// Twice the longest name programs are known to make up.
  private static let longestName = 100

  /// Underscores are not allowed but written by many.
  static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  public static func == (left: Property, right: Property) -> Bool {
    left.name == right.name && left.parameters == right.parameters && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(parameters)
    hasher.combine(value)
  }
}

extension Property.Parameter {
  /// Nil for a name that is not made of letters, digits and hyphens.
  public init?(_ name: String, _ values: [String]) {
    guard Property.isName(name.utf8) else { return nil }
    self.init(name: name.uppercased(), values: values)
  }

  /// For names that are known to be right.
  init(_ name: StaticString, _ value: String) {
    self.init(name: "\(name)", values: [value])
  }
}
