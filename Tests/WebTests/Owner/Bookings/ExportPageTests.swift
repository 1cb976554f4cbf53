import CivilTime
import HTTP
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct ExportPageTests {
  @Test func `a list comes as a table, in the owner's time with its offset`() async throws {
    try await withDesk { desk in
      let id = try await desk.booked(changing: ["notes": "one\r\ntwo, \"three\"", "guests": "bob@example.com"])
      let reply = try await desk.get("/app/bookings/export.csv")
      #expect(reply.status == 200)
      #expect(reply["Content-Type"] == "text/csv; charset=utf-8; header=present")
      #expect(reply["Content-Disposition"] == "attachment; filename=\"bookings-upcoming-2026-12-02.csv\"")
      #expect(reply["Cache-Control"] == "no-store")
      let lines = reply.text.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(
        lines[0]
          == "\u{FEFF}id,status,start,end,link,guest_name,guest_email,guest_phone,guest_timezone,further_guests,guest_notes,answers,rescheduled_from,cancelled_by,cancellation_reason,created_at"
      )
      #expect(
        lines[1].hasPrefix(
          "\(id),confirmed,2026-12-03T15:00:00+07:00,2026-12-03T15:30:00+07:00,Intro call,Ada Moreau,ada@moreau.example,,Europe/Paris,bob@example.com,\"one\ntwo, \"\"three\"\"\",,,,,2026-12-02T16:05:00+07:00"
        ), "\(lines[1])")
      #expect(lines[2] == "" && lines.count == 3)
    }
  }

  @Test func `the table is of the list that was asked for, narrowed as it was`() async throws {
    try await withDesk { desk in
      try await desk.booked()
      let bob = try await desk.booked("Bob", at: "2026-12-04T09:00:00Z", key: "form-2")
      _ = try await desk.post(desk.path(.verb(bob, .cancellation)), [("reason", "ill")])
      #expect(try await desk.get("/app/bookings/export.csv?when=cancelled").text.contains("Bob"))
      #expect(try await desk.get("/app/bookings/export.csv?when=cancelled").text.contains("owner,ill,"))
      let upcoming = try await desk.get("/app/bookings/export.csv").text
      #expect(!upcoming.contains("Bob"))
      let found = try await desk.get("/app/bookings/export.csv?q=zoe").text
      #expect(!found.contains("Ada"))
      let page = try await desk.get("/app/bookings?when=cancelled&q=bob").page
      #expect(
        page.first("//a[contains(@href, 'export.csv')]")?["href"]
          == "/app/bookings/export.csv?when=cancelled&q=bob")
    }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("  =1", "'  =1"),
    ("\t=1", "\"'\t=1\""), ("＝1", "'＝1"), ("|calc", "'|calc"), ("a=1", "a=1"), ("", ""), ("1-2", "1-2"),
    ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), ("a;b", "\"a;b\""), ("é", "é"),
  ])
  func `a cell computes nothing`(cell: String, written: String) {
    var table = CSV()
    table.line([cell, "b"])
    #expect(String(decoding: table.bytes.dropFirst(3), as: UTF8.self) == written + ",b\r\n")
  }

  @Test func `another's bookings are in nobody else's table`() async throws {
    try await withDesk { lan in
      try await lan.booked()
      try await withDesk { eve in
        let text = try await eve.get("/app/bookings/export.csv").text
        #expect(!text.contains("Ada") && text.split(separator: "\r\n").count == 1)
      }
    }
  }
}
