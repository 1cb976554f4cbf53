internal import Crypto
internal import FoundationEssentials
internal import Letters
internal import Mail
internal import Store

extension Command {
  static let mail = Command(
    name: "mail",
    usage: """
      mail preview TEMPLATE [--to guest|companion|owner] [--language L] [--part message|html|text|calendar]
             mail preview --into FOLDER [--language L]
      """,
    does: """
      Renders an e-mail about a made-up booking or account to standard output, whole or one part of it; --into writes every letter \
      there is to files
      """,
    example: "calento mail preview booking_confirmed --part html > letter.html"
  ) { arguments in
    guard arguments.word() == "preview" else { throw Usage("mail takes preview") }
    let language = try arguments.option("--language") ?? "en"
    let preview = try LetterPreview(language: language)
    if let folder = try arguments.option("--into") {
      try arguments.end()
      for file in try preview.writeAll(into: folder) { Standard.say(file) }
      return
    }
    let part = try arguments.choice("--part", LetterPreview.Part.self) ?? .message
    let reader = try arguments.choice("--to", LetterFacts.Reader.self) ?? .guest
    guard let name = arguments.word() else { throw Usage("mail preview needs a TEMPLATE: \(LetterPreview.names)") }
    guard let letter = try preview.letter(named: name, to: reader) else {
      throw Usage("there is no letter '\(name)', only \(LetterPreview.names)")
    }
    try arguments.end()
    guard let bytes = part.bytes(of: letter) else {
      throw Failure("\(name) has no such part")
    }
    Standard.write(bytes)
  }
}

/// Letters about a booking nobody made and an account nobody has, to be looked at.
private struct LetterPreview {
  let language: String
  private let stationery: Stationery
  private let tokens: TokenMaker
  private let accounts: AccountTokens

  static let names = (LetterTemplate.allCases.map(\.rawValue) + AccountTemplate.allCases.map(\.rawValue))
    .joined(separator: ", ")

  enum Part: String, CaseIterable {
    case message
    case html
    case text
    case calendar

    func bytes(of letter: Message) -> [UInt8]? {
      switch self {
      case .message: letter.bytes
      case .html: letter.html
      case .text: Array(letter.text.utf8)
      case .calendar: letter.invitation?.calendar
      }
    }

    var suffix: String {
      switch self {
      case .message: "eml"
      case .html: "html"
      case .text: "txt"
      case .calendar: "ics"
      }
    }
  }

  init(language: String) throws {
    self.language = language
    let settings = try Settings(try SettingsSource.standard())
    // Links in it lead nowhere, so any key will do.
    tokens = try TokenMaker(current: .random(), purpose: "booking")
    accounts = try AccountTokens(current: .random())
    stationery = try Stationery(
      folder: Place.templates, sender: settings.mailFrom, base: settings.baseURL.text, tokens: tokens,
      accounts: accounts)
  }

  func letter(named name: String, to reader: LetterFacts.Reader) throws -> Message? {
    if let template = LetterTemplate(rawValue: name) { return try letter(template, to: reader) }
    return try AccountTemplate(rawValue: name).map(letter)
  }

  func letter(_ template: AccountTemplate) throws -> Message {
    let sample = SampleAccount(language: language, tokens: accounts)
    return try stationery.write(
      template, sample.facts(template), LetterID(sample.owner.id.uuid), of: sample.owner.id)
  }

  func letter(_ template: LetterTemplate, to reader: LetterFacts.Reader) throws -> Message {
    let sample = Sample(template, language: language, tokens: tokens)
    return try stationery.write(
      template, sample.facts(for: reader), LetterID(sample.booking.id.uuid), of: sample.booking.owner.id)
  }

  /// Gives the names of the files, one for each part of each letter to each reader.
  func writeAll(into folder: String) throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var files: [String] = []
    for template in LetterTemplate.allCases {
      for reader in LetterFacts.Reader.allCases {
        files += try write(
          try letter(template, to: reader), "\(folder)/\(template.rawValue).\(reader.rawValue).\(language)")
      }
    }
    for template in AccountTemplate.allCases {
      files += try write(try letter(template), "\(folder)/\(template.rawValue).\(language)")
    }
    return files
  }

  private func write(_ letter: Message, _ name: String) throws -> [String] {
    try Part.allCases.compactMap { part in
      guard let bytes = part.bytes(of: letter) else { return nil }
      let file = "\(name).\(part.suffix)"
      try Data(bytes).write(to: URL(filePath: file))
      return file
    }
  }
}
