public import CivilTime

/// An e-mail as a value. Its bytes are a pure function of it: made again, they are the same.
///
/// Whatever stands in a text, it can't become a header: only `HeaderWriter` makes lines of a head, and no byte that
/// ends a line gets through it.
public struct Message: Hashable, Sendable {
  public let id: MessageID
  public let date: Instant
  public let from: Mailbox
  public let to: [Mailbox]
  public var replyTo: Mailbox?
  public let subject: String

  /// The language it is written in: `en`, `vi`.
  public var language: String?

  /// What it says, twice: as plain text, with line feeds, and as a page.
  public let text: String
  public var html: [UInt8]?
  public var invitation: Invitation?

  public init(
    id: MessageID, date: Instant, from: Mailbox, to: [Mailbox], replyTo: Mailbox? = nil, subject: String,
    language: String? = nil, text: String, html: [UInt8]? = nil, invitation: Invitation? = nil
  ) {
    self.id = id
    self.date = date
    self.from = from
    self.to = to
    self.replyTo = replyTo
    self.subject = subject
    self.language = language
    self.text = text
    self.html = html
    self.invitation = invitation
  }

  /// A calendar's text that comes with a message (RFC 6047): once for programs that act on it, as one more reading of
  /// the message, and once more as a file for those that only open files.
  public struct Invitation: Hashable, Sendable {
    /// The iTIP method (RFC 5546), which the part's type has to repeat.
    public enum Method: String, Hashable, Sendable {
      case request = "REQUEST"
      case cancel = "CANCEL"
    }

    public let method: Method
    public let calendar: [UInt8]
    public let fileName: String

    public init(_ method: Method, _ calendar: [UInt8], fileName: String = "invite.ics") {
      self.method = method
      self.calendar = calendar
      self.fileName = fileName
    }
  }
}

extension Message {
  /// RFC 5322 and MIME, every line ended by CR LF and shorter than 998 bytes.
  public var bytes: [UInt8] {
    var header = HeaderWriter()
    header.field("Message-ID") { $0.add(HeaderPiece(id.description)) }
    header.field("Date") { $0.add(HeaderPiece(MailDate.text(date))) }
    header.field("From") { $0.add([from]) }
    if let replyTo { header.field("Reply-To") { $0.add([replyTo]) } }
    header.field("To") { $0.add(to) }
    header.field("Subject") { $0.add(text: HeaderText.cleaned(subject, limit: HeaderText.longestSubject)) }
    // RFC 3834: nobody's holiday notice needs to answer this.
    header.field("Auto-Submitted") { $0.add(HeaderPiece("auto-generated")) }
    header.field("MIME-Version") { $0.add(HeaderPiece("1.0")) }
    return header.bytes + body.bytes
  }

  private var body: Part {
    let text = Part.text("plain", BodyText.lines(text.utf8), language)
    let page = html.map { Part.text("html", BodyText.lines($0), language) }
    guard let invitation else {
      return page.map { .several("alternative", [text, $0], boundary("a")) } ?? text
    }
    let event = Part.calendar(invitation, isFile: false)
    let readings = [text] + [page].compactMap(\.self) + [event]
    return .several(
      "mixed", [.several("alternative", readings, boundary("a")), .calendar(invitation, isFile: true)], boundary("m"))
  }

  /// Begins with `=_`, which neither way of encoding a part can bring forth.
  private func boundary(_ level: String) -> String {
    "=_\(level)_\(Fingerprint(id.description).text)"
  }
}
