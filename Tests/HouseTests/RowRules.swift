import TestSupport
import Testing

@Suite struct `the map of the house` {
  /// What each target of the manifest needs, by the row whose heading it stands under.
  private struct Room {
    let name: String
    let row: Double
    let needs: [String]
  }

  @Test func `a module imports only from rows below its own`() throws {
    let rooms = try rooms()
    let rows = Dictionary(rooms.map { ($0.name, $0.row) }) { first, _ in first }
    #expect(rooms.count > 15)
    for room in rooms {
      for need in room.needs {
        let row = try #require(rows[need], "\(room.name) needs \(need), which stands in no row")
        #expect(row < room.row, "\(room.name) (row \(room.row)) imports \(need) (row \(row))")
      }
    }
  }

  @Test func `scheduling imports nothing but civil time`() throws {
    let scheduling = try #require(try rooms().first { $0.name == "Scheduling" })
    #expect(scheduling.needs == ["CivilTime"])
  }

  private func rooms() throws -> [Room] {
    var row: Double?
    var rooms: [Room] = []
    var pending: String?
    var opensRoom = false
    for line in try SourceFile(path: "Package.swift").lines.map(\.trimmed) {
      if line.hasPrefix("// Row ") {
        row = Double(line.dropFirst("// Row ".count).prefix { $0.isNumber || $0 == "." })
      } else if line.hasPrefix("// Tests ") {
        return rooms
      }
      guard let row else { continue }
      let words = line.quoted
      if line.hasPrefix("room(\"") || line.hasPrefix("door(") || line.hasPrefix(".target(name:") {
        guard let name = words.first else { continue }
        rooms.append(Room(name: name, row: row, needs: line.hasPrefix("room(\"") ? Array(words.dropFirst()) : []))
      } else if line == "room(" {
        opensRoom = true
      } else if opensRoom {
        // Its needs are too many for one line.
        pending = words.first
        opensRoom = false
      } else if line.hasPrefix("name:") {
        pending = words.first
      } else if let name = pending, !words.isEmpty {
        rooms.append(Room(name: name, row: row, needs: words))
      } else if line.hasPrefix("swiftSettings") || line.hasPrefix("])") {
        pending = nil
      }
    }
    return rooms
  }
}

extension Substring {
  /// The words in quotation marks.
  fileprivate var quoted: [String] {
    split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }
}
