internal import Glibc
internal import Mustache

/// Measures a page of the size of a booking page: a table of days and three hundred times.
enum BenchTemplates {
  static func run() throws -> [String] {
    let library = try Library(["bench": page])
    let template = try library.bind("bench", to: Page.self)
    let view = Page(
      title: "Intro call with Lan Nguyen",
      times: (0..<300).map {
        Time(address: "/lan/intro/book?start=\($0)", label: "0\($0 % 10):30 & on", isLast: $0 == 299)
      })
    let size = try template.render(view, in: .none).count
    var costs = try (0..<50).map { _ in
      let start = Stopwatch.now()
      for _ in 0..<20 { _ = try template.render(view, in: .none) }
      return (Stopwatch.now() - start) / 20
    }
    costs.sort()
    return ["a page of \(size) bytes with 300 times: \(costs[costs.count / 2] / 1000) µs"]
  }

  private static let page = """
    <!doctype html><title>{{title}}</title><ul>{{#times}}
      <li{{#is_last}} class="last"{{/is_last}}><a href="{{address}}"><time>{{label}}</time></a></li>{{/times}}
    </ul>
    """

  private struct Page: View {
    let title: String
    let times: [Time]
    static let keys: Keys<Page> = ["title": .text(\.title), "times": .list(\.times)]
  }

  private struct Time: View {
    let address: String
    let label: String
    let isLast: Bool
    static let keys: Keys<Time> = [
      "address": .text(\.address), "label": .text(\.label), "is_last": .flag(\.isLast),
    ]
  }
}

/// Nanoseconds that only grow.
enum Stopwatch {
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
