import CXML
import Glibc

/// A page as a browser reads it, to be asked by XPath: `page.all("//h1").map(\.text)`.
///
/// libxml2 knows HTML 4 and complains about every younger element; it reads them all the same, so the complaints are
/// dropped.
public final class HTML {
  private let document: htmlDocPtr

  public init(_ bytes: [UInt8]) {
    let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    let document = bytes.withUnsafeBytes { bytes in
      htmlReadMemory(
        bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8",
        Int32(options | HTML_PARSE_NONET.rawValue))
    }
    guard let document else { preconditionFailure("libxml2 found no page in \(bytes.count) bytes") }
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// Every element on that path, in the order of the page.
  public func all(_ path: String) -> [Element] {
    all(path, from: UnsafeMutablePointer(mutating: xmlDocGetRootElement(document)))
  }

  /// The first element on that path.
  public func first(_ path: String) -> Element? { all(path).first }

  /// Whether anything is on that path.
  public func has(_ path: String) -> Bool { !all(path).isEmpty }

  fileprivate func all(_ path: String, from node: xmlNodePtr?) -> [Element] {
    guard let context = xmlXPathNewContext(document) else { preconditionFailure("libxml2 has no memory left") }
    defer { xmlXPathFreeContext(context) }
    guard let node, let found = xmlXPathNodeEval(node, path, context) else {
      preconditionFailure("\(path) is no XPath, or the page is empty")
    }
    defer { xmlXPathFreeObject(found) }
    guard let set = found.pointee.nodesetval else { return [] }
    return (0..<Int(set.pointee.nodeNr)).compactMap { index in
      set.pointee.nodeTab[index].map { Element(page: self, node: $0) }
    }
  }

  /// One element of a page.
  public struct Element {
    private let page: HTML
    private let node: xmlNodePtr

    fileprivate init(page: HTML, node: xmlNodePtr) {
      self.page = page
      self.node = node
    }

    public var name: String { node.pointee.name.map { HTML.string($0) } ?? "" }

    /// All text in it, with runs of white space as one space.
    public var text: String {
      content.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
    }

    /// All text in it as it stands.
    public var content: String { HTML.taken(xmlNodeGetContent(node)) ?? "" }

    /// An attribute's value; nil where there is none.
    public subscript(attribute: String) -> String? { HTML.taken(xmlGetProp(node, attribute)) }

    /// The names of its attributes.
    public var attributes: [String] {
      var names: [String] = []
      var attribute = node.pointee.properties
      while let found = attribute {
        names.append(HTML.string(found.pointee.name))
        attribute = found.pointee.next
      }
      return names
    }

    /// Every element on a path that begins here: `row.all("./td")`.
    public func all(_ path: String) -> [Element] { page.all(path, from: node) }
  }

  private static func string(_ text: UnsafePointer<xmlChar>) -> String { String(cString: text) }

  /// A string that libxml2 gave away: ours to free.
  private static func taken(_ text: UnsafeMutablePointer<xmlChar>?) -> String? {
    guard let text else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
