import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct TimesPageTests {
  @Test func `a link opens on its first free day, in the owner's zone until the guest's is known`() async throws {
    try await inGuestHouse { house in
      let page = try await house.get("/lan/intro-call").page
      #expect(page.first("//h1")?.text == "Intro call")
      #expect(page.first("//h2[@id='month']")?.text == "December 2026")
      #expect(page.first("//table//a[@aria-current='date']")?.text == "3")
      #expect(page.first("//h2[@id='day']")?.text == "Thursday 3")
      #expect(page.first("//select[@id='tz']//option[@selected]")?["value"] == "Asia/Ho_Chi_Minh")
      #expect(page.first("//option[@selected]")?.text == "Ho Chi Minh City, 16:05 now")
    }
  }

  @Test func `every time is a link to its form and tells its instant with the guest's offset`() async throws {
    try await inGuestHouse { house in
      let page = try await house.get("/lan/intro-call?date=2026-12-03&tz=Europe/Paris").page
      let slots = page.all("//a[@class='slot']")
      #expect(slots.count == 8)
      #expect(slots.first?["href"] == "/lan/intro-call/book?start=2026-12-03T07:00:00Z&tz=Europe/Paris")
      #expect(page.first("//a[@class='slot']/time")?["datetime"] == "2026-12-03T08:00:00+01:00")
      #expect(slots.map(\.text) == ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"])
    }
  }

  @Test func `free days are links and others are not`() async throws {
    try await inGuestHouse { house in
      let page = try await house.get("/lan/intro-call?month=2026-12&tz=Europe/Paris").page
      let free = page.all("//table//td/a")
      #expect(
        free.map(\.text)
          == [3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30, 31].map { "\($0)" })
      #expect(free[0]["href"] == "/lan/intro-call?month=2026-12&date=2026-12-03&tz=Europe/Paris#times")
      #expect(
        page.all("//table//td/span").map(\.text) == ["1", "2 today", "5", "6", "12", "13", "19", "20", "26", "27"])
      #expect(page.all("//table//tbody/tr").allSatisfy { $0.all("./td").count == 7 })
    }
  }

  @Test func `weeks begin as the reader's language does`() async throws {
    try await inGuestHouse { house in
      for (language, first) in [("en", "Mon"), ("en-GB", "Mon"), ("en-US,en;q=0.9", "Sun"), ("vi-VN", "T2")] {
        let page = try await house.get("/lan/intro-call", ["Accept-Language": language]).page
        #expect(page.first("//table//th")?.text == first, "\(language)")
      }
    }
  }

  @Test func `times follow the reader's habit, and can be switched`() async throws {
    try await inGuestHouse { house in
      let date = "/lan/intro-call?date=2026-12-04&tz=Europe/Paris"
      let american = try await house.get(date, ["Accept-Language": "en-US"]).page
      #expect(american.first("//a[@class='slot']")?.text == "8:00 am")
      let switched = try #require(american.first("//nav[@aria-label='Clock']/a[.='24 h']")?["href"])
      #expect(switched == "/lan/intro-call?month=2026-12&date=2026-12-04&tz=Europe/Paris&clock=24#times")
      let page = try await house.get(switched, ["Accept-Language": "en-US"]).page
      #expect(page.first("//a[@class='slot']")?.text == "08:00")
      #expect(page.first("//a[@class='slot']")?["href"]?.hasSuffix("&clock=24") == true)
      let remembered = try await house.get(date, ["Accept-Language": "en-US", "Cookie": "clock=24"]).page
      #expect(remembered.first("//a[@class='slot']")?.text == "08:00")
    }
  }

  @Test func `many times stand in parts of the day`() async throws {
    try await inGuestHouse { house in
      let paris = try await house.get("/lan/intro-call?date=2026-12-03&tz=Europe/Paris").page
      #expect(paris.all("//h3[@class='part']").map(\.text) == ["Morning"])
      let saigon = try await house.get("/lan/intro-call?date=2026-12-03&tz=Asia/Tokyo").page
      #expect(saigon.all("//h3[@class='part']").map(\.text) == ["Afternoon", "Evening"])
    }
  }

  @Test func `the zone the browser remembers is taken where the address names none`() async throws {
    try await inGuestHouse { house in
      let page = try await house.get("/lan/intro-call", ["Cookie": "tz=Europe/Paris; clock=12"]).page
      #expect(page.first("//option[@selected]")?.text == "Paris, 10:05 am now")
      let named = try await house.get("/lan/intro-call?tz=Asia/Tokyo", ["Cookie": "tz=Europe/Paris"]).page
      #expect(named.first("//option[@selected]")?["value"] == "Asia/Tokyo")
      let broken = try await house.get("/lan/intro-call", ["Cookie": "tz=../../etc/passwd"]).page
      #expect(broken.first("//option[@selected]")?["value"] == "Asia/Ho_Chi_Minh")
      #expect(!broken.has("//*[@role='status']"))
    }
  }

  @Test func `the zones to choose from are near, the owner's and elsewhere, none twice`() async throws {
    try await inGuestHouse { house in
      let page = try await house.get("/lan/intro-call?tz=Europe/Paris").page
      let groups = page.all("//select/optgroup").compactMap { $0["label"] }
      #expect(groups == ["Near you", "Lan", "Elsewhere"])
      let zones = Set(page.all("//option").compactMap { $0["value"] })
      #expect(zones.count == page.all("//option").count)
      #expect(zones.isSuperset(of: ["Europe/Paris", "Asia/Ho_Chi_Minh", "UTC"]))
      #expect(page.has("//form[@method='get']//input[@name='month'][@value='2026-12']"))
    }
  }

  @Test func `all cities stand on a page of their own, each a link back`() async throws {
    try await inGuestHouse { house in
      let times = try await house.get("/lan/intro-call?month=2026-12&tz=Europe/Paris&clock=12").page
      let address = try #require(times.first("//a[.='All cities']")?["href"])
      let page = try await house.get(address).page
      let cities = page.all("//ul[@class='cities']//a")
      #expect(cities.count > 250)
      #expect(page.first("//a[@aria-current='true']")?.text == "Paris, 10:05 am now")
      #expect(
        cities.first { $0.text.hasPrefix("Tokyo") }?["href"]
          == "/lan/intro-call?month=2026-12&date=2026-12-03&tz=Asia/Tokyo&clock=12")
    }
  }

  @Test func `cities stand as people look for them, marks or none`() async throws {
    try await inGuestHouse { house in
      let cities = try await house.get("/lan/intro-call/zones").page.all("//ul[@class='cities']//a")
        .compactMap { $0.text.split(separator: ",").first.map(String.init) }
      let names = ["Menominee", "Mérida", "Metlakatla", "Mexico City"]
      #expect(cities.filter(names.contains) == names)
    }
  }

  @Test func `several lengths are a choice, and the choice is kept`() async throws {
    try await withGuestHouse({ $0.durations = [30, 60] }) { house in
      let page = try await house.get("/lan/intro-call?date=2026-12-03&tz=Europe/Paris").page
      let lengths = page.all("//nav[@aria-label='Length']/a")
      #expect(lengths.map(\.text) == ["30 min", "60 min"])
      #expect(lengths.first?["aria-current"] == "true")
      let hour = try await house.get(lengths[1]["href"]! + "&date=2026-12-03").page
      #expect(hour.all("//a[@class='slot']").map(\.text) == ["08:00", "09:00", "10:00", "11:00"])
      #expect(hour.first("//a[@class='slot']")?["href"]?.hasSuffix("&duration=60") == true)
    }
  }

  @Test(arguments: [[30], [30, 60]] as [[Minutes]])
  func `times shown for a length that is not on offer can be booked`(durations: [Minutes]) async throws {
    try await withGuestHouse({ $0.durations = durations }) { house in
      let page = try await house.get("/lan/intro-call?date=2026-12-03&tz=Europe/Paris&duration=45").page
      #expect(page.first("//*[@role='status']/p")?.text == "That length is not on offer. The usual one is shown.")
      for slot in page.all("//a[@class='slot']") { #expect(try await house.get(slot["href"] ?? "").status == 200) }
      #expect(!page.all("//a | //form//input").contains { ($0["href"] ?? $0["value"] ?? "").contains("45") })
    }
  }

  @Test func `a group says how many seats are left`() async throws {
    try await withGuestHouse({ $0.seats = 2 }) { house in
      _ = try await house.book()
      let page = try await house.get("/lan/intro-call?date=2026-12-03&tz=Europe/Paris").page
      #expect(
        page.all("//a[@class='slot']").map(\.text)[1...3] == [
          "08:30 2 seats left", "09:00 1 seat left", "09:30 2 seats left",
        ])
    }
  }

  @Test func `an hour that comes twice says which one it is`() async throws {
    // Paris sets its clocks back on Sunday 25 October 2026, 01:00 UTC.
    try await withGuestHouse(now: "2026-10-20T09:00:00Z") { house in
      var hours = WeeklyHours()
      hours[.saturday] = DayHours([.wholeDay])
      hours[.sunday] = hours[.saturday]
      try await house.office.changeHours(hours, in: .utc, of: house.owner, caller: .house)
      let page = try await house.get("/lan/intro-call?date=2026-10-25&tz=Europe/Paris&duration=30").page
      let texts = page.all("//a[@class='slot']").map(\.text)
      #expect(texts.contains("02:30 UTC+02:00") && texts.contains("02:30 UTC+01:00"))
      #expect(texts.contains("01:30") && texts.contains("03:00"))
      let instants = page.all("//a[@class='slot']/time").compactMap { $0["datetime"] }
      #expect(Set(instants).count == instants.count && instants.count == 50)
    }
  }

  @Test func `months lead to one another within what can be booked`() async throws {
    try await withGuestHouse({ $0.window = .daysAhead(60) }) { house in
      let december = try await house.get("/lan/intro-call?tz=Europe/Paris").page
      #expect(!december.has("//a[@rel='prev']"))
      let next = try #require(december.first("//a[@rel='next']"))
      #expect(
        next["aria-label"] == "January 2027" && next["href"] == "/lan/intro-call?month=2027-01&tz=Europe/Paris#month")
      let january = try await house.get(next["href"]!).page
      #expect(january.first("//a[@rel='prev']")?["href"] == "/lan/intro-call?month=2026-12&tz=Europe/Paris#month")
      #expect(!january.has("//a[@rel='next']"))
    }
  }
}
