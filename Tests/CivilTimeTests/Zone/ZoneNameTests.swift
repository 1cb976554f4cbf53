import CivilTime
import Testing

struct ZoneNameTests {
  @Test(arguments: ["Europe/Berlin", "America/Argentina/ComodRivadavia", "Etc/GMT+12", "GB-Eire", "UTC", "EST5EDT"])
  func `a zone of the system is found under its name`(name: String) throws {
    #expect(try Zone.named(name).name == name)
    #expect(try Zone.named(name) == Zone.named(name))
  }

  @Test func `an alias keeps its name and has its zone's clocks`() throws {
    let (alias, zone) = try (Zone.named("Asia/Calcutta"), Zone.named("Asia/Kolkata"))
    #expect(alias.name == "Asia/Calcutta")
    #expect(alias != zone)
    #expect(
      alias.periods(in: .init(from: Instant(seconds: -5_000_000_000), to: Instant(seconds: 0)))
        == zone.periods(in: .init(from: Instant(seconds: -5_000_000_000), to: Instant(seconds: 0))))
  }

  @Test(arguments: [
    "Europe/Atlantis", "europe/berlin", "../../etc/passwd", "/etc/passwd", "Europe/../Europe/Berlin", "Europe//Berlin",
    "Europe/", "/Europe/Berlin", "", " ", "Europe/Berlin\0", "Europe/Berlin\0/x", "Europe/Berlin ", "Europe\\Berlin",
    "posixrules", "localtime", "posix/Europe/Berlin", "right/Europe/Berlin", "tzdata.zi", "zone.tab", "Europe",
    "Ünited",
    ".", "..", "A\nB", String(repeating: "A", count: 5_000), "A" + String(repeating: "/A", count: 5_000),
  ])
  func `an unknown or improper name is refused and named`(name: String) {
    #expect(throws: ZoneError.unknown(name: name)) { try Zone.named(name) }
  }

  @Test func `a refusal shows no more of a name than a line of a log can bear`() {
    let name = "Mars/\"Olympus\"\n\u{7}é" + String(repeating: "x", count: 1_000)
    let text = ZoneError.unknown(name: name).description
    #expect(text.hasPrefix("unknown time zone \"Mars/?Olympus????"))
    #expect(text.utf8.count < 100)
  }

  @Test func `many threads get the same zones`() async {
    let names = ["Europe/Paris", "Asia/Tokyo", "America/Lima", "Africa/Lagos"]
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let name = names[number % names.count]
          return (try? Zone.named(name)) == (try? Zone.named(name))
        }
      }
      for await areEqual in group { #expect(areEqual) }
    }
  }
}
