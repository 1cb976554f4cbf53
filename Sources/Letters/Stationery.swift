internal import Almanac
public import Crypto
public import Mail
public import Mustache
public import Store

/// All a letter is written with: templates, words, who sends, where its links lead. Writing is pure: the same facts give
/// the same bytes.
public struct Stationery: Sendable {
  private let sheets: Live<Sheets>
  private let sender: Mailbox
  private let addresses: Addresses

  /// - Parameters:
  ///   - folder: That of the templates and their words.
  ///   - isWatching: Whether to look for changed files before each letter, as one wants in development.
  ///   - sender: Who letters come from.
  ///   - base: What the site's addresses begin with, without a slash at its end.
  ///   - tokens: For the purpose "booking".
  ///   - accounts: For letters about accounts.
  public init(
    folder: String, isWatching: Bool = false, sender: Mailbox, base: String, tokens: TokenMaker,
    accounts: AccountTokens
  ) throws(Fault) {
    sheets = try Live(folder: folder, isWatching: isWatching) { (library) throws(Fault) in try Sheets(library) }
    self.sender = sender
    addresses = Addresses(base: base, tokens: tokens, accounts: accounts)
  }

  /// Reads and binds everything and keeps nothing: throws what would stop a start.
  public static func examine(folder: String) throws(Fault) {
    _ = try Sheets(Library(folder: folder))
  }

  /// The finished letter.
  ///
  /// - Parameters:
  ///   - letter: The row it is kept in; its message is known by it for ever.
  ///   - owner: Whose booking it tells of.
  public func write(
    _ template: LetterTemplate, _ facts: LetterFacts, _ letter: LetterID, of owner: UserID
  ) throws -> Message {
    try sheets.refresh()
    let sheets = sheets.current
    let words = sheets.words(for: facts.recipient.locale)
    let drawing = LetterDrawing(template, facts, addresses.of(facts, owner), Lettering(words))
    guard let recipient = Mailbox(name: facts.recipient.name, address: facts.recipient.email) else {
      throw LetterProblem.badAddress
    }
    let view = drawing.view
    return Message(
      id: messageID(of: letter), date: drawing.writtenAt, from: sender, to: [recipient], replyTo: drawing.answersGoTo,
      subject: view.subject, language: words.language, text: try sheets.text(template, view, words),
      html: try sheets.page(template, view, words), invitation: try drawing.invitation)
  }

  /// The same about an account. Nobody is to answer it.
  public func write(
    _ template: AccountTemplate, _ facts: AccountFacts, _ letter: LetterID, of owner: UserID
  ) throws -> Message {
    try sheets.refresh()
    let sheets = sheets.current
    let words = sheets.words(for: facts.recipient.locale)
    guard let recipient = Mailbox(name: facts.recipient.name, address: facts.recipient.email) else {
      throw LetterProblem.badAddress
    }
    let drawing = AccountDrawing(
      template: template, facts: facts, addresses: addresses.of(template, facts, owner), lettering: Lettering(words))
    let view = drawing.view
    return Message(
      id: messageID(of: letter), date: drawing.writtenAt, from: sender, to: [recipient], replyTo: nil,
      subject: view.subject, language: words.language, text: try sheets.accountText(view, words),
      html: try sheets.account.render(view, in: words), invitation: nil)
  }

  /// A host that is no plain name, as in other scripts, is one no message's id may hold.
  private func messageID(of letter: LetterID) -> MessageID {
    let unique = letter.description
    guard let id = MessageID(unique: unique, host: sender.host) ?? MessageID(unique: unique, host: "localhost") else {
      preconditionFailure("a row's id is letters, digits and hyphens")
    }
    return id
  }
}

/// Why a letter can't be written, now or ever.
public enum LetterProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reader's address is none.
  case badAddress

  public var description: String {
    switch self {
    case .badAddress: "the reader's address is no address that mail can be sent to"
    }
  }
}

/// Every letter's templates, bound to what they are given.
private struct Sheets: Sendable {
  private let pages: [LetterTemplate: Bound<LetterView>]
  private let texts: [LetterTemplate: Bound<LetterView>]
  let account: Bound<LetterView>
  private let plainAccount: Bound<LetterView>
  private let locales: Locales

  init(_ library: Library) throws(Fault) {
    var pages: [LetterTemplate: Bound<LetterView>] = [:]
    var texts: [LetterTemplate: Bound<LetterView>] = [:]
    for template in LetterTemplate.allCases {
      pages[template] = try library.bind("letters/\(template.rawValue)")
      texts[template] = try library.bind("letters/text/\(template.rawValue)", style: .plain)
    }
    account = try library.bind("letters/account")
    plainAccount = try library.bind("letters/text/account", style: .plain)
    (self.pages, self.texts, locales) = (pages, texts, library.locales)
  }

  /// Those of the language, or of the language without its region; English for one we do not speak.
  func words(for locale: String) -> Words {
    let words = locales[locale]
    if words.language == locale { return words }
    return locales[String(locale.prefix { $0 != "-" && $0 != "_" })]
  }

  func page(_ template: LetterTemplate, _ view: LetterView, _ words: Words) throws(Fault) -> [UInt8]? {
    try pages[template]?.render(view, in: words)
  }

  func accountText(_ view: LetterView, _ words: Words) throws(Fault) -> String {
    String(decoding: try plainAccount.render(view, in: words), as: UTF8.self)
  }

  func text(_ template: LetterTemplate, _ view: LetterView, _ words: Words) throws(Fault) -> String {
    guard let text = texts[template] else { preconditionFailure("every letter was bound") }
    return String(decoding: try text.render(view, in: words), as: UTF8.self)
  }
}
