import FoundationEssentials
import Glibc
import Mustache
import Testing

/// The official specification's files, where they lie beside the project.
enum Spec {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let data: Value
    let template: String
    let partials: [String: String]?
    let expected: String
    var file = ""

    var testDescription: String { "\(file): \(name)" }

    private enum CodingKeys: CodingKey {
      case name, data, template, partials, expected
    }
  }

  static let modules = [
    "comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~inheritance",
  ]

  static let folder: String = {
    let here = realpath(#filePath, nil)
    defer { free(here) }
    let file = here.map { String(cString: $0) } ?? #filePath
    return file.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/shared/spec/mustache"
  }()

  static let isPresent = FileManager.default.fileExists(atPath: folder)

  static let cases: [Case] = modules.flatMap { module -> [Case] in
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(module).json") else { return [] }
    struct File: Decodable { let tests: [Case] }
    return try! JSONDecoder().decode(File.self, from: data).tests.map { test in
      var test = test
      test.file = module
      return test
    }
  }
}
