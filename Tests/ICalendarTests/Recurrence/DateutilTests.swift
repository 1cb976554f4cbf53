import CivilTime
import ICalendar
import TestSupport
import Testing

/// Random rules against a second opinion, python3-dateutil, in civil time.
///
/// Three differences are known and made up for in the script. dateutil drops a first occurrence its rule would not give,
/// and COUNT passes over it; for us it is the first. In a yearly rule that names weeks but no days dateutil takes all
/// seven, where the RFC takes what is missing from the first occurrence: its weekday. And in the first week of a weekly
/// rule dateutil lets BYSETPOS count from the first occurrence on, where the RFC counts through the whole week, as
/// dateutil itself does in months and years.
struct DateutilTests {
  private static let script = """
    import sys, types, datetime as real, dateutil.rrule
    from datetime import datetime
    # Where nothing matches dateutil looks on to the end of time, which has to be near.
    calendar = types.SimpleNamespace(**{name: getattr(real, name) for name in dir(real)})
    dateutil.rrule.datetime = calendar
    CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    def stamp(text):
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S")
    def answer(line):
        text, start, end = line.split(" ")
        start, end = stamp(start), stamp(end)
        calendar.MAXYEAR = end.year
        parts = dict(part.split("=") for part in text.split(";"))
        count = int(parts.pop("COUNT", 1000000))
        if "BYWEEKNO" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(parts):
            parts["BYDAY"] = CODES[start.weekday()]
        until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S") if "UNTIL" in parts else end
        parts.pop("UNTIL", None)
        begin = start
        if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
            parts.setdefault("BYDAY", CODES[start.weekday()])
            begin -= real.timedelta((start.weekday() - CODES.index(parts.get("WKST", "MO"))) % 7)
        try:
            rule = dateutil.rrule.rrulestr(";".join(f"{k}={v}" for k, v in parts.items()), dtstart=begin).replace(until=min(until, end))
            starts = {start} | {each for each in rule if each > start}
        except ValueError:  # nothing ever matches
            starts = {start}
        return ",".join(s.isoformat() for s in sorted(starts)[:count] if s < end)
    with open(sys.argv[1]) as questions, open(sys.argv[2], "w") as answers:
        answers.write("\\n".join(answer(line) for line in questions.read().split("\\n")))
    """

  @Test func `four hundred random rules give what dateutil gives`() throws {
    var random = SplitMix(seed: 20_261_120)
    let rules = (0..<400).map { _ in RandomRule(&random) }
    let answers = try Python.answers(to: rules.map { "\($0.text) \($0.start) \($0.horizon)" }, script: Self.script)
    try #require(answers.count == rules.count)
    var seen = 0
    for (rule, answer) in zip(rules, answers) {
      let expected = answer.split(separator: ",").map { String($0) }
      let starts = try starts(of: rule.text, from: rule.start, until: rule.horizon)
      #expect(starts == expected, "\(rule.start) \(rule.text)")
      seen += expected.count
    }
    // Not a test of empty lists.
    #expect(seen > 10_000)
  }

  @Test(arguments: [
    "UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo",
    "Pacific/Apia",
  ])
  func `a window in the middle shows what lies in it`(_ name: String) throws {
    let zone = try Zone.named(name)
    var random = SplitMix(seed: 7)
    for _ in 0..<30 {
      let rule = RandomRule(&random)
      let length = Int64(random.below(3) * random.below(200_000)) * 1_000_000
      let series = Recurrence(.clock(rule.start, in: zone, lasting: length), rule: try RecurrenceRule(rule.text))
      let whole = TimeRange(from: zone.instant(of: rule.start), to: zone.instant(of: rule.horizon))
      let all = try series.occurrences(in: whole, allDayIn: zone)
      let seconds = Int(whole.microseconds / 1_000_000)
      let from = whole.start.adding(seconds: random.below(seconds))
      let window = TimeRange(from: from, to: min(whole.end, from.adding(seconds: random.below(seconds / 3))))
      let within = all.filter { $0.range.overlaps(window) || length == 0 && window.contains($0.range.start) }
      #expect(try series.occurrences(in: window, allDayIn: zone) == within, "\(rule.start) \(rule.text) \(window)")
    }
  }

  private func starts(of rule: String, from start: LocalDateTime, until end: LocalDateTime) throws -> [String] {
    let series = Recurrence(.clock(start, in: .utc, lasting: 0), rule: try RecurrenceRule(rule))
    let window = TimeRange(from: Zone.utc.instant(of: start), to: Zone.utc.instant(of: end))
    return try series.occurrences(in: window, allDayIn: .utc).map { Zone.utc.local($0.original).description }
  }
}
