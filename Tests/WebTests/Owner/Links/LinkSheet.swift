import Operations
import Scheduling
import Store
import TestSupport

@testable import Web

/// A form of a page as a browser would send it: every field with what stands in it.
struct LinkSheet {
  private(set) var fields: [(String, String)]

  /// Reads the form with that id off a page.
  init(_ page: HTML, id: String = "form") {
    let form = "//form[@id='\(id)']"
    fields = page.all("\(form)//input | \(form)//textarea | \(form)//select").compactMap { field in
      guard let name = field["name"], name != "csrf" else { return nil }
      switch field.name {
      case "textarea": return (name, field.content.hasPrefix("\n") ? String(field.content.dropFirst()) : field.content)
      case "select":
        let options = field.all(".//option")
        return (name, (options.first { $0["selected"] != nil } ?? options.first)?["value"] ?? "")
      default:
        let isMark = field["type"] == "checkbox" || field["type"] == "radio"
        return isMark && field["checked"] == nil ? nil : (name, field["value"] ?? "")
      }
    }
  }

  subscript(name: String) -> String? {
    get { fields.first { $0.0 == name }?.1 }
    set {
      let place = fields.firstIndex { $0.0 == name }
      fields.removeAll { $0.0 == name }
      if let newValue { fields.insert((name, newValue), at: min(place ?? fields.count, fields.count)) }
    }
  }

  func values(_ name: String) -> [String] { fields.filter { $0.0 == name }.map(\.1) }

  /// Ticks one more of several.
  mutating func tick(_ name: String, _ value: String) {
    fields.append((name, value))
  }

  /// What is sent when that button is pressed.
  func pressing(_ button: String) -> [(String, String)] { fields + [("do", button)] }
}

extension DeskHouse {
  func list() async throws -> [Link] { try await office.links(of: owner).map(\.link) }

  func path(_ link: Link, _ part: LinkRoutePart = .page) -> String { DeskRoute.links(.one(link.id, part)).path }

  func sheet(_ address: String) async throws -> LinkSheet {
    LinkSheet(try await get(address).page)
  }
}
