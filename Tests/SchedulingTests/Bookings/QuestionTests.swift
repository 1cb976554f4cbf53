import CivilTime
import Scheduling
import Testing

@Suite struct QuestionTests {
  private static func ask(
    _ kind: Question.Kind, required: Bool = false, choices: [String] = [], _ typed: String...
  ) -> Result<[String], Refusals> {
    let question = Question(id: "q", label: "A question", kind: kind, isRequired: required, choices: choices)
    let form = BookingForm(
      name: "Ada", email: "ada@example.com", answers: typed.isEmpty ? [:] : ["q": typed], zone: .utc, key: "k")
    return Result { () throws(Refusals) in try form.read(for: [question]).answers.first?.values ?? [] }
  }

  private static func refused(_ problem: FieldProblem) -> Result<[String], Refusals> {
    .failure(Refusals([Refusal(.answer("q"), problem)]))
  }

  @Test func `each kind of question takes its kind of answer`() {
    #expect(Self.ask(.text, " Calento ") == .success(["Calento"]))
    #expect(Self.ask(.longText, "one\r\ntwo") == .success(["one\ntwo"]))
    #expect(Self.ask(.choice, choices: ["Tea", "Coffee"], "Tea") == .success(["Tea"]))
    #expect(
      Self.ask(.severalChoices, choices: ["a", "b", "c"], "c", "a", "c") == .success(["a", "c"]))
    #expect(Self.ask(.yesNo, "no") == .success(["no"]))
    #expect(Self.ask(.phone, "+84 24 3825 5865") == .success(["+84 24 3825 5865"]))
  }

  @Test(arguments: ["0", "-3", "+4.5", "1,25", "007"])
  func `a number is a number`(_ text: String) {
    #expect(Self.ask(.number, text) == .success([text]))
  }

  @Test(arguments: ["x", "1e5", "1.2.3", "--1", ".5", "5.", "1 000", "٣"])
  func `what is no number is refused`(_ text: String) {
    #expect(Self.ask(.number, text) == Self.refused(.notANumber))
  }

  @Test(arguments: Question.Kind.allCases)
  func `an answer may be left out unless it is required`(_ kind: Question.Kind) {
    #expect(Self.ask(kind, choices: ["a"]) == .success([]))
    #expect(Self.ask(kind, choices: ["a"], "") == .success([]))
    #expect(Self.ask(kind, required: true, choices: ["a"]) == Self.refused(.missing))
    #expect(Self.ask(kind, required: true, choices: ["a"], "") == Self.refused(.missing))
  }

  @Test(arguments: ["\u{200D}", "\u{200B}\u{2060}", " \u{FEFF} "])
  func `what cannot be seen answers nothing`(_ text: String) {
    #expect(Self.ask(.text, required: true, text) == Self.refused(.missing))
    #expect(Self.ask(.longText, required: true, text) == Self.refused(.missing))
    #expect(Self.ask(.text, text) == .success([]))
  }

  @Test func `an answer that does not fit is refused once, with its reason`() {
    #expect(Self.ask(.choice, required: true, choices: ["Tea"], "Beer") == Self.refused(.notAChoice))
    #expect(Self.ask(.severalChoices, choices: ["a"], "a", "z") == Self.refused(.notAChoice))
    #expect(Self.ask(.yesNo, "maybe") == Self.refused(.notAChoice))
    #expect(Self.ask(.phone, required: true, "call me") == Self.refused(.notAPhone))
    #expect(Self.ask(.text, "a\nb") == Self.refused(.unprintable))
    #expect(Self.ask(.text, String(repeating: "x", count: 501)) == Self.refused(.tooLong(limit: 500)))
    #expect(Self.ask(.longText, String(repeating: "x", count: 5_001)) == Self.refused(.tooLong(limit: 5_000)))
  }

  @Test func `answers to questions nobody asked are left out`() throws {
    let form = BookingForm(
      name: "Ada", email: "ada@example.com", answers: ["other": ["x"]], zone: .utc, key: "k")
    #expect(try form.read(for: []).answers.isEmpty)
  }

  @Test func `answers keep the question's words`() throws {
    let question = Question(id: "q7", label: "What is it about?", kind: .text)
    let form = BookingForm(name: "Ada", email: "ada@example.com", answers: ["q7": ["Tea"]], zone: .utc, key: "k")
    #expect(
      try form.read(for: [question]).answers == [
        GivenAnswer(id: "q7", label: "What is it about?", kind: .text, values: ["Tea"])
      ])
  }
}
