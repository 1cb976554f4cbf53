/// A question that a link asks beside those every link asks.
public struct Question: Hashable, Sendable, Codable {
  /// Short and stable: forms and kept answers name the question by it.
  public let id: String
  public let label: String
  public let kind: Kind
  public let isRequired: Bool
  /// What there is to choose from; empty where nothing is.
  public let choices: [String]

  /// What an answer looks like.
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case text
    case longText = "long_text"
    case choice
    case severalChoices = "several_choices"
    case yesNo = "yes_no"
    case phone, number

    /// One that is none, which only a hand in the database can have written, is asked for as a line of text: better than
    /// none of its owner's pages.
    public init(from decoder: any Decoder) throws {
      let text = try decoder.singleValueContainer().decode(String.self)
      self = Kind(rawValue: text) ?? .text
    }
  }

  public init(id: String, label: String, kind: Kind, isRequired: Bool = false, choices: [String] = []) {
    self.id = id
    self.label = label
    self.kind = kind
    self.isRequired = isRequired
    self.choices = choices
  }

  private enum CodingKeys: String, CodingKey {
    case id, label, kind, choices
    case isRequired = "required"
  }
}

/// What a guest answered, kept with the question's words as they stood then. Several values where several choices were
/// made; a yes or no is `yes` or `no`.
public struct GivenAnswer: Hashable, Sendable, Codable {
  public let id: String
  public let label: String
  public let kind: Question.Kind
  public let values: [String]

  public init(id: String, label: String, kind: Question.Kind, values: [String]) {
    self.id = id
    self.label = label
    self.kind = kind
    self.values = values
  }
}
