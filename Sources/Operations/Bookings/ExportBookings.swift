internal import CivilTime
public import Store

/// An owner's bookings for a table of their own making.
public struct BookingExport: Sendable {
  public let lines: [BookingLine]

  /// Whether there are more than one table takes.
  public let isCut: Bool
}

extension Office {
  /// What an export holds at most: some ten megabytes in memory, and more than anybody reads. Who has more narrows the
  /// list to some dates.
  public static let mostExported = 20_000

  /// All of a list, whatever the page.
  public func export(_ list: BookingList, _ filter: BookingFilter, of owner: UserID) async throws -> BookingExport {
    var question = BookingQuestion(list, filter, limit: BookingQuestion.mostAtOnce)
    var lines: [BookingLine] = []
    while true {
      let page = try await bookings(question, of: owner)
      lines += page.lines
      guard let next = page.next else { return BookingExport(lines: lines, isCut: false) }
      if lines.count >= Self.mostExported { return BookingExport(lines: lines, isCut: true) }
      question.cursor = next
    }
  }
}
