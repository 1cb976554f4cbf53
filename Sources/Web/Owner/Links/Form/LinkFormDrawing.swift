internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Makes the fields of a link's form: what was typed into each, and what is wrong with it.
struct LinkFormDrawing {
  let visit: Visit
  let typed: TypedLink
  let schedules: [ScheduleChoice]
  /// The link as it is; nil for one that is not there yet.
  var known: Link?
  let refusals: [LinkFieldRefusal]
  /// Which question is being written, after one of the buttons of questions was pressed.
  var focus: Focus?
  /// Nil where nobody was faster.
  var changed: ChangedView?
  /// Nil where the link is still there.
  var lost: LostLinkView?
  private let problems: [LinkField: LinkProblem]

  enum Focus: Hashable {
    case title
    case question(Int)
    case adding
  }

  init(
    _ visit: Visit, _ typed: TypedLink, _ schedules: [ScheduleChoice], _ known: Link?,
    _ refusals: [LinkFieldRefusal] = [], focus: Focus? = nil
  ) {
    (self.visit, self.typed, self.schedules, self.known) = (visit, typed, schedules, known)
    (self.refusals, self.focus) = (refusals, focus)
    problems = Dictionary(refusals.map { ($0.field, $0.problem) }) { first, _ in first }
  }

  var form: LinkForm { typed.form }
  var words: Words { visit.words }
  var lettering: Lettering { visit.lettering }

  func text(_ word: LinksWord, _ values: [String: String] = [:]) -> String { words.text(word, values) }

  func wrong(_ field: LinkField) -> String? { problems[field]?.sentence(for: field, words) }

  /// A fold with something wrong in it is open.
  func isOpen(_ fold: LinkFold) -> Bool { problems.keys.contains { $0.fold == fold } }

  // MARK: Kinds of fields

  func entry(_ field: LinkField, _ label: LinksWord, _ value: String, hint: LinksWord? = nil) -> EntryView {
    var entry = EntryView(field.anchor, text(label), value)
    entry.hint = hint.map { text($0) }
    entry.wrong = wrong(field)
    return entry
  }

  func number(
    _ field: LinkField, _ label: LinksWord, _ value: String, _ unit: LinksWord?, hint: LinksWord? = nil
  ) -> EntryView {
    var entry = entry(field, label, value, hint: hint)
    entry.inputMode = "numeric"
    entry.unit = unit.map { text($0) }
    return entry
  }

  func date(_ field: LinkField, _ label: LinksWord, _ value: String) -> EntryView {
    var entry = entry(field, label, value)
    // A date field shows nothing of what is no date; then the writer sees what they wrote.
    entry.type = value.isEmpty || LocalDate(value) != nil ? "date" : "text"
    return entry
  }

  func pick(
    _ name: String, _ label: LinksWord, _ options: [(value: String, label: String)], chosen: Set<String>,
    _ field: LinkField? = nil
  ) -> PickView {
    var pick = PickView(name, text(label), options, chosen: chosen)
    pick.wrong = field.flatMap { wrong($0) }
    return pick
  }

  func tick(_ name: String, _ label: LinksWord, _ isOn: Bool) -> TickView {
    TickView(name: name, label: text(label), isOn: isOn)
  }

  // MARK: What stands on top

  var title: EntryView {
    var entry = entry(.title, .fieldTitle, form.title)
    entry.isRequired = true
    entry.hasFocus = focus == .title
    return entry
  }

  /// The usual lengths, and those the link has besides.
  private static let usualLengths = [15, 30, 45, 60, 90]

  var lengths: PickView {
    let ticked = form.durations.compactMap { Int($0) }.filter(LinkForm.Limit.duration.contains)
    let lengths = Set(Self.usualLengths + ticked).sorted()
    var pick = pick(
      TypedLink.Name.lengths, .fieldLengths,
      lengths.map { ("\($0)", lettering.tongue.shortLength(minutes: $0)) }, chosen: Set(ticked.map { "\($0)" }),
      .durations)
    pick.hint = text(.fieldLengthsHint)
    return pick
  }

  var otherLengths: EntryView {
    var entry = EntryView(TypedLink.Name.otherLengths, text(.fieldOtherLength), typed.otherLengths)
    entry.inputMode = "numeric"
    entry.unit = text(.unitMinutes)
    return entry
  }

  /// Which of several is picked before a guest picks another.
  var usual: PickView? {
    let lengths = Set(form.durations.compactMap { Int($0) }.filter(LinkForm.Limit.duration.contains)).sorted()
    guard lengths.count > 1 else { return nil }
    let usual = form.usualDuration.isEmpty ? "\(lengths[0])" : form.usualDuration
    return pick(
      TypedLink.Name.usual, .fieldUsual, lengths.map { ("\($0)", lettering.tongue.shortLength(minutes: $0)) },
      chosen: [usual])
  }

  var place: PickView {
    pick(
      TypedLink.Name.place, .fieldPlace,
      [
        (.googleMeet, .choiceGoogleMeet), (.zoom, .choiceZoom), (.link, .choiceLink), (.phone, .choicePhone),
        (.inPerson, .choiceInPerson),
      ]
      .map { (kind: MeetingPlace.Kind, word: LinksWord) in (kind.rawValue, text(word)) },
      chosen: [form.placeKind], .placeKind)
  }

  /// Asked of every place: most meetings go by an address, and only a phone call does without.
  var details: EntryView {
    var entry = entry(.placeDetails, .fieldDetails, form.placeDetails, hint: .fieldDetailsHint)
    if known?.place.lacksAddress == true { entry.hint = "\(text(.fieldDetailsNone)) \(text(.fieldDetailsHint))" }
    return entry
  }

  var slug: EntryView {
    var entry = entry(.slug, .fieldSlug, form.slug, hint: known == nil ? .fieldSlugHint : .fieldSlugMoves)
    let owners = Route.owner(visit.owner.username).address
    entry.prefix = LinkPlace.host(of: visit.desk.baseAddress) + owners + "/"
    entry.isCode = true
    return entry
  }

  var description: EntryView {
    var entry = entry(.description, .fieldDescription, form.description, hint: .fieldDescriptionHint)
    entry.rows = "3"
    entry.isOptional = true
    return entry
  }
}
