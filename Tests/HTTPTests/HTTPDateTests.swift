import HTTP
import Testing

/// RFC 9110 5.6.7.
struct HTTPDateTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
  ])
  func `a moment and its text`(seconds: Int64, text: String) {
    #expect(HTTPDate(seconds: seconds).text == text)
    #expect(HTTPDate.parse(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `the three forms of RFC 9110 tell the same moment`(text: String) {
    #expect(HTTPDate.parse(text)?.seconds == 784_111_777)
  }

  @Test func `days of many centuries come back`() {
    // Steps of a prime number of days meet every day of the month, every month and every kind of leap year.
    for day in stride(from: Int64(0), to: 200_000, by: 29) {
      let date = HTTPDate(seconds: day * 86_400 + day % 86_400)
      #expect(HTTPDate.parse(date.text) == date)
    }
  }

  @Test func `a year of two digits lies around now`() {
    #expect(HTTPDate.parse("Thursday, 01-Jan-70 00:00:00 GMT")?.seconds == 0)
    #expect(HTTPDate.parse("Tuesday, 01-Jan-69 00:00:00 GMT")?.text == "Tue, 01 Jan 2069 00:00:00 GMT")
  }

  @Test func `what has no four-digit year is brought to one that has`() {
    #expect(HTTPDate(seconds: -1).seconds == 0)
    #expect(HTTPDate(seconds: .max).text == "Fri, 31 Dec 9999 23:59:59 GMT")
  }

  @Test func `a leap second counts as the one before`() {
    #expect(HTTPDate.parse("Sat, 31 Dec 2016 23:59:60 GMT")?.text == "Sat, 31 Dec 2016 23:59:59 GMT")
  }

  @Test func `dates are ordered by time`() {
    #expect(HTTPDate(seconds: 1) < HTTPDate(seconds: 2) && HTTPDate(seconds: 1) == HTTPDate(seconds: 1))
  }

  @Test(arguments: [
    "", "0", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ",
    "Sun, 6 Nov 1994 08:49:37 GMT", "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun 06 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    "Thu, 29 Feb 2023 00:00:00 GMT", "Mon, 29 Feb 2100 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 0000 08:49:37 GMT",
    "Sun, 06 Nov 1969 08:49:37 GMT", "Sun Nov 06 08:49:37 94", "Sun Nov 6 08:49:37 1994", "Sun, 06-Nov-94 08:49:37 GMT",
    "2024-02-29T00:00:00Z", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, ０６ Nov 1994 08:49:37 GMT",
  ])
  func `what is no date`(text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }
}
