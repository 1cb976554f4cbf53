internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// The form of a new link, or of one that is there.
struct LinkFormPage: DeskPage {
  /// Nil for a new one.
  let id: LinkID?
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    let schedules = try await visit.office.linkSchedules(of: visit.owner.id)
    let known = try await known(visit)
    if let id, known == nil { return try await lost(id, visit, schedules) }
    guard visit.isPost else {
      let notice = try await LinkNotice(visit, link: id)?.view(visit)
      let typed = known.map { TypedLink($0.form) } ?? TypedLink()
      return try await show(
        LinkFormDrawing(visit, typed, schedules, known?.link, focus: id == nil ? .title : nil), notice: notice)
    }
    let typed = TypedLink(visit.sent)
    switch LinkFormButton(visit.sent[LinkFormButton.field]) {
    // What is to be brought back is there already.
    case .save, .restore: return try await save(typed, visit, schedules, known?.link)
    case .preview: return try await show(LinkFormDrawing(visit, typed, schedules, known?.link))
    case let button: return try await rewrite(typed, button, visit, schedules, known?.link)
    }
  }

  private func known(_ visit: Visit) async throws -> LinkToEdit? {
    guard let id else { return nil }
    return try await visit.office.link(id, of: visit.owner.id)
  }

  private func save(
    _ typed: TypedLink, _ visit: Visit, _ schedules: [ScheduleChoice], _ known: Link?
  ) async throws -> Response {
    let link = id ?? visit.sent[TypedLink.Name.id].flatMap { LinkID($0) } ?? visit.office.newLinkID()
    let outcome = try await visit.office.saveLink(
      typed.whole, as: link, isNew: id == nil, of: visit.owner.id, caller: visit.caller,
      ifStill: { TypedLink($0.form).shown == typed.shown })
    return switch outcome {
    case .saved(let saved) where id == nil: visit.links(.made, saved.id)
    case .saved(let saved): visit.link(saved.id, saved.slug == known?.slug ? .saved : .readdressed)
    case .changed(let newer): try await show(LinkFormDrawing(visit, typed, schedules, newer.link), over: newer)
    case .refused(let refusals):
      try await show(
        LinkFormDrawing(visit, typed, schedules, known, refusals.list), status: .unprocessableContent)
    case .tooMany: visit.links(.full, link)
    case .unknown: visit.failure(.notFound)
    }
  }

  /// What was typed for a link that was deleted meanwhile, and both ways on: to have it back, or to make another.
  private func lost(_ id: LinkID, _ visit: Visit, _ schedules: [ScheduleChoice]) async throws -> Response {
    guard visit.isPost, let deleted = try await visit.office.deletedLink(id, of: visit.owner.id) else {
      return visit.failure(.notFound)
    }
    var typed = TypedLink(visit.sent)
    let button = LinkFormButton(visit.sent[LinkFormButton.field])
    if button == .restore {
      switch try await visit.office.restoreLink(id, of: visit.owner.id, caller: visit.caller) {
      case .restored: return try await save(typed, visit, schedules, deleted.link)
      case .tooMany: return visit.links(.full, id)
      case .unknown: break
      }
    }
    _ = button.change(&typed.form.questions)
    var drawing = LinkFormDrawing(visit, typed, schedules, deleted.link)
    drawing.lost = LostLinkView(canReturn: deleted.canReturn, new: DeskRoute.links(.new).path)
    return try await show(drawing, status: .gone)
  }

  /// The form again, with one question more, less or elsewhere, and nothing saved.
  private func rewrite(
    _ typed: TypedLink, _ button: LinkFormButton, _ visit: Visit, _ schedules: [ScheduleChoice], _ known: Link?
  ) async throws -> Response {
    var typed = typed
    let place = button.change(&typed.form.questions)
    let focus = place.map(LinkFormDrawing.Focus.question) ?? .adding
    return try await show(LinkFormDrawing(visit, typed, schedules, known, focus: focus))
  }

  /// The form as it was typed, over what somebody else saved meanwhile.
  private func show(_ drawing: LinkFormDrawing, over newer: LinkToEdit) async throws -> Response {
    let visit = drawing.visit
    var drawing = drawing
    drawing.changed = visit.changed(
      try await visit.office.lastChange(of: newer.link.id, visit.owner.id), form: "form",
      over: TypedLink(newer.form).shown, newer: DeskRoute.links(.one(newer.link.id)).path)
    return try await show(drawing, status: .conflict)
  }

  private func show(
    _ drawing: LinkFormDrawing, notice: NoticeView? = nil, status: Status = .ok
  ) async throws -> Response {
    let visit = drawing.visit
    let form = PreviewDrawing.titled(drawing.typed.whole, visit.words)
    let preview = try await visit.office.previewLink(form, as: id, of: visit.owner.id)
    let own = OwnColor(ofEntries: [form.color.lowercased()], in: ".seen")
    let view = view(
      drawing, visit.frame(own: own, script: visit.desk.loaded.linkForm, notice: notice),
      PreviewDrawing(visit: visit, form: form, preview: preview).view)
    return try visit.page(visit.desk.templates.links.form, view, status: status, policy: own.policy)
  }

  private func view(_ drawing: LinkFormDrawing, _ frame: DeskView, _ preview: PreviewView) -> LinkFormView {
    let (visit, known) = (drawing.visit, drawing.known)
    let newID = visit.sent[TypedLink.Name.id].flatMap { LinkID($0) } ?? visit.office.newLinkID()
    return LinkFormView(
      desk: frame, heading: known?.title ?? visit.words.text(LinksWord.newTitle), all: DeskRoute.links(.all).path,
      action: DeskRoute.links(id.map { .one($0) } ?? .new).path, isNew: id == nil,
      isUnsaved: visit.isPost, id: id == nil ? newID.description : nil,
      shown: drawing.typed.shown, changed: drawing.changed, lost: drawing.lost, wrongs: drawing.wrongs,
      title: drawing.title, lengths: drawing.lengths, otherLengths: drawing.otherLengths, usual: drawing.usual,
      place: drawing.place, details: drawing.details,
      slug: drawing.slug, description: drawing.description, hours: drawing.hours, times: drawing.times,
      questions: drawing.questions, after: drawing.after, look: drawing.look, preview: preview,
      share: drawing.lost == nil ? known.map { share($0, visit) } : nil)
  }

  private func share(_ link: Link, _ visit: Visit) -> ShareView {
    let place = LinkPlace(link: link, owner: visit.owner, baseAddress: visit.desk.baseAddress)
    func address(_ part: LinkRoutePart) -> String { DeskRoute.links(.one(link.id, part)).path }
    var file = QueryText()
    file.add("save", "1")
    return ShareView(
      path: place.path, address: place.address, text: place.text,
      copyLabel: visit.words.text(LinksWord.copyAddress, ["title": link.title]), code: address(.code),
      codeFile: address(.code) + file.text, copies: address(.copies), deletion: address(.deletion),
      deleteButton: visit.words.text(LinksWord.deleteButton, ["title": link.title]))
  }
}
