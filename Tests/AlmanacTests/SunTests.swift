import Almanac
import CivilTime
import Testing

@Suite struct SunTests {
  private func light(_ date: String, _ zone: String, at place: Place? = nil) throws -> [(rise: String, set: String)] {
    let zone = try Zone.named(zone)
    let place = try #require(place ?? Atlas.system.place(of: zone.name))
    let day = zone.day(try #require(LocalDate(date)))
    return Sun.daylight(at: place, in: day).ranges.map { range in
      (zone.local(range.start).time.description, zone.local(range.end).time.description)
    }
  }

  private func minutes(_ text: String) throws -> Int { try #require(LocalTime(text)).secondOfDay / 60 }

  /// As the almanacs have it, to the minute.
  @Test(arguments: [
    ("2026-12-03", "Europe/Paris", "08:25", "16:55"), ("2026-06-21", "Europe/London", "04:43", "21:21"),
    ("2026-12-03", "Asia/Ho_Chi_Minh", "05:57", "17:29"), ("2026-03-20", "America/New_York", "07:00", "19:08"),
    ("2026-12-21", "Australia/Sydney", "05:41", "20:05"),
  ])
  func `the sun rises and sets as the almanacs say`(date: String, zone: String, rise: String, set: String) throws {
    let light = try light(date, zone)
    try #require(light.count == 1)
    #expect(abs(try minutes(light[0].rise) - minutes(rise)) <= 3, "\(light)")
    #expect(abs(try minutes(light[0].set) - minutes(set)) <= 3, "\(light)")
  }

  @Test func `beyond the polar circle a day is all light or all night`() throws {
    let tromso = Place(latitude: 69.65, longitude: 18.96)
    let summer = try light("2026-06-21", "Europe/Oslo", at: tromso)
    #expect(summer.count == 1 && summer[0].rise == "00:00" && summer[0].set == "00:00")
    #expect(try light("2026-12-21", "Europe/Oslo", at: tromso).isEmpty)
  }

  @Test func `a day far from its sun has its light at both ends`() throws {
    // A day of Paris, over Auckland's sky: noon there is midnight here.
    let day = try Zone.named("Europe/Paris").day(try #require(LocalDate("2026-12-03")))
    let light = Sun.daylight(at: try #require(Atlas.system.place(of: "Pacific/Auckland")), in: day).ranges
    #expect(light.count == 2)
    #expect(light.first?.start == day.start && light.last?.end == day.end)
  }

  @Test(arguments: Array(stride(from: -90.0, through: 90, by: 15)), [-180.0, -90, 0, 179.9])
  func `everywhere and all year light lies inside the day that was asked for`(latitude: Double, longitude: Double) {
    let place = Place(latitude: latitude, longitude: longitude)
    for month in 1...12 {
      let day = Zone.utc.day(LocalDate(year: 2026, month: month, day: 21)!)
      let ranges = Sun.daylight(at: place, in: day).ranges
      #expect(ranges.allSatisfy { day.contains($0) } && ranges.count <= 2)
    }
  }
}
