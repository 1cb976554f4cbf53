internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// What a guest would see of a link as it is being written.
struct PreviewDrawing {
  let visit: Visit
  let form: LinkForm
  let preview: LinkPreview

  /// A title is likely to be typed last; the rest can be seen before.
  static func titled(_ form: LinkForm, _ words: Words) -> LinkForm {
    var form = form
    if form.title.allSatisfy(\.isWhitespace) { form.title = words.text(LinksWord.previewTitle) }
    return form
  }

  private var words: Words { visit.words }

  var view: PreviewView {
    let link = preview.link
    let lengths = link?.durations ?? []
    return PreviewView(
      initials: visit.owner.initials, owner: visit.owner.name, title: link?.title ?? form.title,
      lengths: lengths.count == 1
        ? [length(lengths[0], isUsual: false)] : lengths.sorted().map { length($0, isUsual: $0 == lengths.first) },
      place: link.map { PlaceView($0.place, of: visit.owner, isAgreed: false, visit.lettering) },
      description: link.map { Markdown.html(of: $0.description) } ?? "", strip: strip, count: count, onward: onward)
  }

  private func length(_ length: Minutes, isUsual: Bool) -> LengthView {
    LengthView(text: visit.lettering.tongue.shortLength(minutes: length.count), isUsual: isUsual)
  }

  private var onward: String? {
    Onward(preview.link?.redirect).map {
      words.text(LinksWord.previewOnward, ["button": $0.button(words).text])
    }
  }

  private var strip: StripView? {
    guard let link = preview.link, let day = preview.day else { return nil }
    return LinkStrip(visit).view(day, lasting: link.duration, in: preview.zone, .previewDay, .previewLabel)
  }

  private var count: String {
    guard preview.link != nil else { return words.text(LinksWord.previewUnready) }
    guard let day = preview.day else {
      return words.text(LinksWord.previewNothing, ["days": "\(LinkPreview.days)"])
    }
    return words.text(
      LinksWord.previewCount,
      [
        "count": "\(day.slots.count)", "weekday": visit.lettering.tongue.weekday(day.date),
        "all": "\(preview.count)",
      ])
  }
}
