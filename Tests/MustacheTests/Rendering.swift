import Mustache

/// Renders a template with plain data.
func render(_ template: String, _ value: Value, _ partials: [String: String] = [:]) throws(Fault) -> String {
  let library = try Library(partials.merging(["the template": template]) { $1 })
  return String(decoding: try library.unbound("the template").render(value, in: .none), as: UTF8.self)
}

/// Renders a template with a view.
func render<V: View>(_ template: String, _ view: V, _ partials: [String: String] = [:]) throws(Fault) -> String {
  let library = try Library(partials.merging(["the template": template]) { $1 })
  return String(decoding: try library.bind("the template", to: V.self).render(view, in: .none), as: UTF8.self)
}

/// The fault with which something fails.
func fault(_ body: () throws -> Void) -> Fault? {
  do {
    try body()
    return nil
  } catch {
    return error as? Fault
  }
}
