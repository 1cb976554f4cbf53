/// The colours of the links that a page's bookings came by, each by a class of its own.
struct BookingColors {
  let element: OwnColor
  private let numbers: [String: Int]

  init(_ colors: [String]) {
    var numbers: [String: Int] = [:]
    for color in colors where numbers[color] == nil { numbers[color] = numbers.count + 1 }
    self.numbers = numbers
    let inOrder = numbers.sorted { $0.value < $1.value }
    element = OwnColor(classes: inOrder.map { "own-\($0.value)" }, colors: inOrder.map(\.key))
  }

  func name(_ color: String) -> String { numbers[color].map { "own-\($0)" } ?? "" }
}
