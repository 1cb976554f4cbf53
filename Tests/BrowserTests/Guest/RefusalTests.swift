import TestSupport
import Testing

extension Pages {
  @Suite struct `a form that comes back` {
    @Test func `has what was written, and a summary with the focus that leads to each field`() async throws {
      try await Stage.seat { browser in
        try await browser.visit(Browser.intro + "?tz=Europe/Paris")
        try await browser.pickTime()
        try await browser.fill("#name", "Ada")
        try await browser.fill("#email", "ada@")
        // As a browser does that checks nothing by itself.
        try await browser.script("document.querySelector('#form').noValidate = true")
        try await browser.send()
        let heading = try await browser.script("return document.activeElement.innerText.split('\\n')[0]").string
        #expect(heading == "2 answers need a change")
        #expect(try await browser.script("return document.querySelector('#name').value").string == "Ada")
        #expect(try await browser.script("return document.querySelector('#email').value").string == "ada@")
        #expect(try await browser.text("#email-wrong").hasPrefix("This is no e-mail address."))
        try await browser.photograph("refused")
        try await browser.type(Key.tab + Key.enter)
        #expect(try await browser.script("return document.activeElement.id").string == "email")
        try await browser.script("document.activeElement.select()")
        try await browser.type("ada@example.org")
        try await browser.fill("#answer-1", "The spring catalogue")
        try await browser.send()
        #expect(try await browser.text("h1").hasPrefix("You meet Lan on "))
      }
    }

    @Test func `because somebody was faster books another time with one press`() async throws {
      try await Stage.seat { browser in
        try await browser.visit(Browser.intro + "?tz=Europe/Paris")
        try await browser.pickTime()
        try await browser.fillIn(name: "Ben Late", email: "ben@example.org")
        let start = try #require(await browser.script("return document.querySelector('[name=start]').value").string)
        let fields = [
          ("start", start), ("duration", "30"), ("tz", "Europe/Paris"), ("key", "somebody-faster"),
          ("name", "Carla Quick"), ("email", "carla@example.org"), ("answer.topic", "Speed"),
        ]
        #expect(try await Stage.server.post(Browser.intro + "/book", fields).status == 303)
        try await browser.send()
        let heading = try await browser.text("h1")
        #expect(heading.hasSuffix(" has just gone"))
        #expect(try await browser.script("return document.activeElement.contains(document.querySelector('h1'))").isTrue)
        #expect(try await browser.script("return document.querySelector('#name').value").string == "Ben Late")
        try await browser.photograph("taken")
        let other = try await browser.text(".offer button span")
        try await browser.follow(".offer button")
        #expect(try await browser.text("h1").hasSuffix(" at \(other.split(separator: " ").last ?? "")."))
      }
    }
  }
}
