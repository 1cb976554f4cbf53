import CivilTime
import Guard
import Scheduling

/// A link's form with one thing changed, read for an owner in Berlin who has a second schedule in Hanoi and a link that
/// asks one question.
enum LinkForms {
  static let berlin = try! Zone.named("Europe/Berlin")
  static let hanoi = try! Zone.named("Asia/Ho_Chi_Minh")
  static let schedule = "0192e4a0-0000-7000-8000-000000000001"

  /// It is one in the afternoon in Berlin.
  static let now = Instant("2026-10-20T11:00:00Z")!

  /// `window` and `end` are what the link ends with before it is changed.
  static func read(
    window: BookingWindow? = nil, end: Instant? = nil, _ change: (inout LinkForm) -> Void = { _ in }
  ) throws(LinkRefusals) -> LinkDraft {
    var form = LinkForm()
    form.title = "Intro call"
    change(&form)
    let ids = Deck((1...50).map { "new-\($0)" })
    return try form.read(
      LinkForm.Surroundings(
        zones: [schedule: hanoi], usualZone: berlin, questionIDs: ["topic"], now: now, window: window,
        expiresAt: end, freshID: { ids.draw() }))
  }

  static func problems(_ change: (inout LinkForm) -> Void) -> [LinkFieldRefusal] {
    do {
      _ = try read(change)
      return []
    } catch {
      return error.list
    }
  }

  static func question(_ change: (inout QuestionForm) -> Void) -> QuestionForm {
    var form = QuestionForm()
    form.label = "What is it about?"
    change(&form)
    return form
  }
}

/// Texts given out one after the other.
final class Deck: Sendable {
  private let texts: Guarded<[String]>

  init(_ texts: [String]) {
    self.texts = Guarded(texts.reversed())
  }

  func draw() -> String {
    texts.withLock { $0.removeLast() }
  }
}
