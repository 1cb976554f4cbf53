internal import Almanac
internal import CivilTime
internal import HTTP

/// What a request tells of who reads: a language, and the habits that go with the part of the world it is spoken in.
struct Reader: Hashable, Sendable {
  let language: String
  let weekStart: Weekday
  /// What they count hours by unless they said otherwise.
  let usualClock: ClockHabit
  /// What they chose and their browser remembers.
  let chosenClock: ClockHabit?
  let rememberedZone: String?

  init(_ request: Request, speaking languages: [String]) {
    let language = request.headers.preferredLanguage(among: languages) ?? languages.first ?? ""
    self.language = language
    let tongue = Tongues.named(language)
    let region = request.headers.bytes(.acceptLanguage).flatMap { Region(of: language, in: $0) }
    weekStart = region.map { $0.beginsOnSunday ? .sunday : .monday } ?? tongue.weekStart
    usualClock = region.map { $0.countsToTwelve ? .twelve : .twentyFour } ?? tongue.clock
    let cookies = request.cookies
    chosenClock = cookies[Memory.clock].flatMap { ClockHabit(text: $0) }
    rememberedZone = cookies[Memory.zone]
  }

  var clock: ClockHabit { chosenClock ?? usualClock }
}

/// The cookies in which a script keeps what the guest's browser is set to.
enum Memory {
  static let zone = "tz"
  static let clock = "clock"
}

extension ClockHabit {
  /// As an address or a cookie says it.
  init?(text: String) {
    switch text {
    case "12": self = .twelve
    case "24": self = .twentyFour
    default: return nil
    }
  }

  var text: String { "\(rawValue)" }
}

/// Two letters behind a language: `en-US`. Only English is spoken with more than one habit.
struct Region {
  private let code: String

  /// Of the first tag of that language which names one.
  init?(of language: String, in header: ArraySlice<UInt8>) {
    guard language == "en" else { return nil }
    for tag in header.split(separator: UInt8(ascii: ",")) {
      let tag = tag.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: ";") }
      let code = String(decoding: tag.dropFirst(3), as: UTF8.self).uppercased()
      if tag.prefix(3).elementsEqual("en-".utf8), code.utf8.count == 2 {
        self.code = code
        return
      }
    }
    return nil
  }

  var countsToTwelve: Bool { Region.countingToTwelve.contains(code) }
  var beginsOnSunday: Bool { Region.beginningOnSunday.contains(code) }

  private static let countingToTwelve: Set = ["US", "CA", "AU", "NZ", "IN", "PH", "PK", "SG", "MY", "HK"]
  private static let beginningOnSunday: Set = ["US", "CA", "IN", "PH", "PK", "SG", "HK", "ZA"]
}
