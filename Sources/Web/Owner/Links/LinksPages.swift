internal import Mustache

extension LinksRoute {
  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: LinksPage()
    case .new: LinkFormPage(id: nil)
    case .one(let id, .page): LinkFormPage(id: id)
    case .one(let id, .copies): LinkCopies(id: id)
    case .one(let id, .state): LinkState(id: id)
    case .one(let id, .deletion): LinkDeletion(id: id)
    case .one(let id, .restoration): LinkRestoration(id: id)
    case .one(let id, .code): LinkCode(id: id)
    }
  }
}

/// The templates of the pages on which links are listed and written.
struct LinksTemplates: Sendable {
  let list: Bound<LinksView>
  let form: Bound<LinkFormView>

  init(_ library: Library) throws(Fault) {
    list = try library.bind("owner/links/list", to: LinksView.self)
    form = try library.bind("owner/links/form", to: LinkFormView.self)
  }
}
