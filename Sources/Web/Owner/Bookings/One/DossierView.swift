internal import Mustache

/// One booking, as its owner sees it.
struct DossierView: View {
  let desk: DeskView
  let back: String
  let guest: String
  let chips: [ChipView]
  let moment: MomentView
  let title: String
  let length: String
  let words: [String]
  let strip: StripView?
  let pairs: [DossierPairView]
  /// Yes to one that waits; then the quiet ways of changing it.
  let confirm: VerbFormView?
  let move: String?
  let forms: [VerbFormView]
  let undo: VerbFormView?
  let links: [TabView]
  let others: [TabView]
  /// What can be done for all of them at once.
  let whole: [TabView]
  let letters: [LetterLineView]
  let changes: [ChangeLineView]

  private var hasVerbs: Bool { confirm != nil || move != nil || !forms.isEmpty || undo != nil }
  private var hasOthers: Bool { !others.isEmpty }
  private var hasWhole: Bool { !whole.isEmpty }
  private var hasLetters: Bool { !letters.isEmpty }
  private var hasChanges: Bool { !changes.isEmpty }

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "back": .text(\.back),
    "guest": .text(\.guest),
    "chips": .list(\.chips),
    "moment": .view(\.moment),
    "title": .text(\.title),
    "length": .text(\.length),
    "words": .list(\.words),
    "strip": .view(\.strip),
    "pairs": .list(\.pairs),
    "confirm": .view(\.confirm),
    "move": .text(\.move),
    "forms": .list(\.forms),
    "undo": .view(\.undo),
    "links": .list(\.links),
    "others": .list(\.others),
    "whole": .list(\.whole),
    "has_whole": .flag(\.hasWhole),
    "letters": .list(\.letters),
    "changes": .list(\.changes),
    "has_verbs": .flag(\.hasVerbs),
    "has_others": .flag(\.hasOthers),
    "has_letters": .flag(\.hasLetters),
    "has_changes": .flag(\.hasChanges),
  ]
}

/// A name and what it is, perhaps to be opened.
struct DossierPairView: View {
  let name: String
  let value: String
  var address: String?

  static let keys: Keys<Self> = ["name": .text(\.name), "value": .text(\.value), "address": .text(\.address)]
}

struct LetterLineView: View {
  let name: String
  let about: String
  let note: String?
  /// What kept it from being sent.
  let error: String?
  let chip: ChipView
  let verbs: LostLetterVerbsView?

  static let keys: Keys<Self> = [
    "name": .text(\.name),
    "about": .text(\.about),
    "note": .text(\.note),
    "error": .text(\.error),
    "chip": .view(\.chip),
    "verbs": .view(\.verbs),
  ]
}

struct ChangeLineView: View {
  let text: String
  let datetime: String
  let at: String
  /// From which address, by which program.
  let source: String?

  static let keys: Keys<Self> = [
    "text": .text(\.text),
    "datetime": .text(\.datetime),
    "at": .text(\.at),
    "source": .text(\.source),
  ]
}
