import Glibc
import Scenarios

/// A scenario that the program and the slow model answer differently: the slots, or who took what.
struct Disagreement: CustomStringConvertible {
  let scenario: PlainScenario
  let expected: String
  let answered: String

  /// Nil where both agree.
  init?(_ scenario: PlainScenario) {
    let answer = SlowModel(scenario).answer()
    let shouldShow = answer.shown
    let shouldExplain = answer.explained(shouldShow)
    do {
      let read = try Scenario.read(Array(scenario.json.utf8))
      let shown = String(decoding: read.answer(explained: false).json, as: UTF8.self)
      let explained = Self.withoutReasons(read.answer(explained: true).json)
      if shown == shouldShow && explained == shouldExplain { return nil }
      answered = shown + explained
    } catch {
      answered = "refused: \(error)\n"
    }
    self.scenario = scenario
    expected = shouldShow + shouldExplain
  }

  /// What each taken candidate met is for people to read.
  private static func withoutReasons(_ json: [UInt8]) -> String {
    var kept = ""
    String(decoding: json, as: UTF8.self).withCString { text in
      var rest = text
      while let reason = strstr(rest, ", \"by\": \""), let end = strchr(reason, Int32(UInt8(ascii: "}"))) {
        let before = UnsafeRawBufferPointer(start: rest, count: UnsafePointer(reason) - rest)
        kept += String(decoding: before, as: UTF8.self)
        rest = UnsafePointer(end)
      }
      kept += String(cString: rest)
    }
    return kept
  }

  var wasRefused: Bool { answered.hasPrefix("refused") }

  var description: String {
    "\(scenario.json)the rules say:\n\(expected)the program says:\n\(answered)"
  }
}
