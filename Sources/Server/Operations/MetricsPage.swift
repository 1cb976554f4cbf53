internal import Glibc

/// Writes figures as Prometheus reads them.
struct MetricsPage {
  private(set) var text: [UInt8] = []

  mutating func add(_ loops: [LoopCounters.Counts]) {
    addRequests(loops)
    gauge("http_connections_open", "Connections open now.", Double(loops.reduce(0) { $0 + $1.open }))
    counter("http_connections_total", "Connections accepted.", loops.reduce(0) { $0 + $1.accepted })
    counter(
      "http_connections_turned_away_total", "Connections over the limits.", loops.reduce(0) { $0 + $1.turnedAway })
    counter("http_received_bytes_total", "Bytes received.", loops.reduce(0) { $0 + $1.receivedBytes })
    counter("http_sent_bytes_total", "Bytes of responses.", loops.reduce(0) { $0 + $1.sentBytes })
    begin("event_loop_lag_seconds", "How late each loop's timers run.", "gauge")
    for (index, loop) in loops.enumerated() {
      line("event_loop_lag_seconds", "{loop=\"\(index)\"}", Double(loop.lag) / 1e9)
    }
  }

  mutating func addProcess() {
    if let pages = MetricsPage.residentPages() {
      gauge(
        "process_resident_memory_bytes", "Memory in use.", Double(pages * sysconf(Int32(_SC_PAGESIZE))))
    }
    if let descriptors = MetricsPage.openDescriptors() {
      gauge("process_open_fds", "Open descriptors.", Double(descriptors))
    }
  }

  mutating func gauge(_ name: StaticString, _ help: StaticString, _ value: Double) {
    begin(name, help, "gauge")
    line(name, "", value)
  }

  // MARK: Requests

  private mutating func addRequests(_ loops: [LoopCounters.Counts]) {
    let routes = MetricsPage.summed(loops)
    begin("http_requests_total", "Requests answered.", "counter")
    for (name, route) in routes {
      for index in route.byClass.indices where route.byClass[index] > 0 {
        line(
          "http_requests_total", "{route=\"\(name)\",status=\"\(index + 1)xx\"}", Double(route.byClass[index]))
      }
    }
    begin("http_request_duration_seconds", "From the request's last byte to its answer.", "histogram")
    for (name, route) in routes { addDurations(name, route.durations) }
  }

  private mutating func addDurations(_ route: String, _ durations: DurationCounts) {
    var count = 0
    for bucket in durations.counts.indices {
      count += durations.counts[bucket]
      let isLast = bucket == DurationCounts.bounds.count
      let bound = isLast ? "+Inf" : MetricsPage.number(Double(DurationCounts.bounds[bucket]) / 1e6)
      line("http_request_duration_seconds_bucket", "{route=\"\(route)\",le=\"\(bound)\"}", Double(count))
    }
    line("http_request_duration_seconds_sum", "{route=\"\(route)\"}", Double(durations.sum) / 1e6)
    line("http_request_duration_seconds_count", "{route=\"\(route)\"}", Double(count))
  }

  private static func summed(_ loops: [LoopCounters.Counts]) -> [(String, LoopCounters.RouteCounts)] {
    var sums: [String: LoopCounters.RouteCounts] = [:]
    for route in loops.flatMap(\.routes) {
      guard var sum = sums[route.name.description] else {
        sums[route.name.description] = route
        continue
      }
      for index in sum.byClass.indices { sum.byClass[index] += route.byClass[index] }
      sum.durations.add(route.durations)
      sums[route.name.description] = sum
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  // MARK: Lines

  private mutating func counter(_ name: StaticString, _ help: StaticString, _ value: Int) {
    begin(name, help, "counter")
    line(name, "", Double(value))
  }

  private mutating func begin(_ name: StaticString, _ help: StaticString, _ kind: StaticString) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n".utf8
  }

  private mutating func line(_ name: StaticString, _ labels: String, _ value: Double) {
    text += "\(name)\(labels) \(MetricsPage.number(value))\n".utf8
  }

  /// Whole numbers without a fraction, as people expect counts to look.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  // MARK: The process

  private static func residentPages() -> Int? {
    guard let file = fopen("/proc/self/statm", "re") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let words = text.split(separator: " ")
    return words.count > 1 ? Int(words[1]) : nil
  }

  private static func openDescriptors() -> Int? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // Itself, `.` and `..` are no one's.
    return count - 3
  }
}
