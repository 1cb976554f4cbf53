import Log
import Reactor
import TestSupport
import Testing

@Suite struct `Log formats` {
  private let sink = RecordingSink()

  private func log(_ format: Log.Format, minimum: Log.Level = .info) -> Log {
    Log(format, minimum: minimum, clock: ManualClock(), to: sink)
  }

  @Test func `a text line is aligned and says its fields`() {
    log(.text).info("listening", ["address": "127.0.0.1:8080", "workers": 2, "tls": false])
    #expect(
      sink.text == "09:00:00.000 INFO   listening                address=127.0.0.1:8080 workers=2 tls=false\n")
  }

  @Test func `a JSON line is one object`() {
    log(.json).warning("slow", ["query": "SELECT", "rows": -7, "took": .duration(.microseconds(1_234_567))])
    let expected =
      #"{"time":"2026-11-20T09:00:00.000000Z","level":"warning","message":"slow","query":"SELECT","#
      + #""rows":-7,"took_us":1234567}"# + "\n"
    #expect(sink.text == expected)
  }

  @Test func `a length of time reads in milliseconds`() {
    log(.text).info("done", ["took": .duration(.microseconds(1_234_567)), "wait": .duration(.microseconds(7))])
    #expect(sink.text.hasSuffix("took=1234.567ms wait=0.007ms\n"))
  }

  @Test func `a line below the level is not written`() {
    let log = log(.text, minimum: .warning)
    log.info("hidden")
    log.debug("hidden")
    log.error("shown")
    #expect(sink.lines.count == 1)
    #expect(!log.isOn(.info))
    #expect(log.isOn(.error))
  }

  @Test func `fields can be put in one by one`() {
    log(.text).write(.info, "request") { line in
      line.add("method", "GET" as StaticString)
      line.add("status", 200)
      [UInt8]("/a".utf8).withUnsafeBytes { line.add("path", bytes: $0) }
    }
    #expect(sink.text.hasSuffix("method=GET status=200 path=/a\n"))
  }

  @Test func `a terminal gets colours`() {
    let terminal = RecordingSink(isTerminal: true)
    Log(.text, clock: ManualClock(), to: terminal).error("broken", ["code": 1])
    #expect(terminal.text.hasPrefix("\u{1B}[31m09:00:00.000 ERROR  \u{1B}[0mbroken"))
    Log(.json, clock: ManualClock(), to: terminal).error("broken")
    #expect(terminal.lines.last?.contains("\u{1B}") == false)
  }

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000000Z"),
    (-1, "1969-12-31T23:59:59.999999Z"),
    (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
    (4_107_542_399_123_456, "2100-02-28T23:59:59.123456Z"),
    (1_735_689_599_999_999, "2024-12-31T23:59:59.999999Z"),
  ])
  func `the time is written to the microsecond`(wall: Int64, expected: String) {
    Log(.json, clock: ManualClock(wall: wall), to: sink).info("tick")
    #expect(sink.text.hasPrefix(#"{"time":"\#(expected)""#))
  }

  @Test(arguments: [
    ([UInt8]("plain".utf8), "v=plain", #""v":"plain""#),
    ([], #"v="""#, #""v":"""#),
    ([UInt8]("two words".utf8), #"v="two words""#, #""v":"two words""#),
    ([UInt8]("a=b".utf8), #"v="a=b""#, #""v":"a=b""#),
    ([UInt8]("x\nlevel=error".utf8), #"v="x\nlevel=error""#, #""v":"x\nlevel=error""#),
    ([UInt8]("q\"\\".utf8), #"v="q\"\\""#, #""v":"q\"\\""#),
    ([UInt8]("\r\t".utf8), #"v="\r\t""#, #""v":"\r\t""#),
    ([0x1B, 0x5B, 0x32, 0x4A], #"v="\x1b[2J""#, #""v":"\u001b[2J""#),
    ([0x7F, 0x00], #"v="\x7f\x00""#, #""v":"\u007f\u0000""#),
    ([UInt8]("Grüße 日本 🎉".utf8), #"v="Grüße 日本 🎉""#, #""v":"Grüße 日本 🎉""#),
    ([0x61, 0xFF, 0xC3], #"v="a\xff\xc3""#, #""v":"a\u00ff\u00c3""#),
    ([0xC0, 0xAF], #"v="\xc0\xaf""#, #""v":"\u00c0\u00af""#),
    ([0xED, 0xA0, 0x80], #"v="\xed\xa0\x80""#, #""v":"\u00ed\u00a0\u0080""#),
    ([UInt8]("\u{9B}2J".utf8), #"v="\xc2\x9b2J""#, #""v":"\u009b2J""#),
    ([UInt8]("a\u{202E}b".utf8), #"v="a\xe2\x80\xaeb""#, #""v":"a\u202eb""#),
    ([UInt8]("\u{2067}".utf8), #"v="\xe2\x81\xa7""#, #""v":"\u2067""#),
    ([UInt8]("\u{2028}".utf8), #"v="\xe2\x80\xa8""#, #""v":"\u2028""#),
  ])
  func `a value can neither leave its field nor steer a terminal`(bytes: [UInt8], text: String, json: String) {
    log(.text).info("m", ["v": .bytes(bytes)])
    log(.json).info("m", ["v": .bytes(bytes)])
    #expect(sink.lines[0].hasSuffix(" " + text))
    #expect(sink.lines[1].hasSuffix("," + json + "}"))
  }

  @Test func `a long value is cut`() {
    log(.json).info("m", ["v": .string(String(repeating: "a", count: 5000))])
    #expect(sink.text.hasSuffix(#""v":"\#(String(repeating: "a", count: 1024))…"}"# + "\n"))
  }

  @Test(arguments: [Log.Format.text, .json])
  func `a line stays within what a pipe takes in one piece`(format: Log.Format) {
    let long = LogValue.bytes([UInt8](repeating: 1, count: 900))
    log(format).info("m", ["a": long, "b": long, "short": 1, "c": long])
    #expect(sink.text.utf8.count <= 4096)
    #expect(sink.text.contains("short"))
    #expect(sink.text.hasSuffix(format == .json ? ",\"cut\":true}\n" : " cut=true\n"))
    #expect(sink.lines.count == 1)
  }

  @Test func `an error is logged in its own words`() {
    log(.text).error("failed", ["error": .error(SystemError(call: "bind", code: 98))])
    #expect(sink.text.hasSuffix("error=\"bind: Address already in use\"\n"))
  }
}
