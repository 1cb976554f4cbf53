internal import CivilTime
internal import Scheduling
internal import Store

// What was agreed upon, a line each.
extension LetterDrawing {
  var rows: [RowView] {
    var rows = [before, whereabouts].compactMap(\.self)
    if stands { rows.append(RowView(label: lettering.text(.rowWith), text: people.joined(separator: ", "))) }
    rows += said + [reason].compactMap(\.self)
    if !rows.isEmpty { rows[0].isRuled = false }
    return rows
  }

  /// What the guest wrote, or said to the owner, who wrote it down. Who only comes along is not told.
  var said: [RowView] {
    guard stands, facts.reader != .companion else { return [] }
    var rows = facts.answers.map { answer in
      RowView(label: answer.label, text: answer.values.map { spoken($0, answer.kind) }.joined(separator: ", "))
    }
    if isForOwner, !facts.phone.isEmpty {
      rows.insert(RowView(label: lettering.text(.rowPhone), text: facts.phone), at: 0)
    }
    if !facts.notes.isEmpty {
      rows.append(RowView(label: lettering.text(.rowNotes), text: facts.notes))
    }
    return rows
  }

  private func spoken(_ value: String, _ kind: Question.Kind) -> String {
    guard kind == .yesNo else { return value }
    return lettering.text(value == "yes" ? .yes : .no)
  }

  private var before: RowView? {
    guard template == .bookingRescheduled, let from = facts.movedFrom.map(Instant.init(microseconds:)) else {
      return nil
    }
    let day = lettering.day(from, in: zone, asOf: writtenAt)
    let text = lettering.text(.whenOnDay, ["time": lettering.time(from, in: zone), "day": day])
    return RowView(label: lettering.text(.rowBefore), text: text)
  }

  private var reason: RowView? {
    guard !facts.reason.isEmpty else { return nil }
    return RowView(label: reasonLabel, text: facts.reason)
  }

  /// With what stands, the owner sends the guest a word along.
  private var reasonLabel: String {
    if !stands { return lettering.text(.rowReason) }
    return isForOwner ? lettering.text(.rowYourWords) : lettering.text(.rowNote, ["owner": facts.owner.name])
  }

  private var people: [String] {
    switch facts.reader {
    case .guest: [facts.owner.name, facts.guest.name] + facts.companions
    case .companion: [facts.owner.name, facts.guest.name]
    case .owner: ["\(facts.guest.name) (\(facts.guest.email))"] + facts.companions
    }
  }
}

// Where it takes place.
extension LetterDrawing {
  /// As the booking's page tells it; its owner knows where they are to be found.
  private var place: MeetingPlace { isForOwner ? facts.place : facts.place.told(isAgreed: isAgreed) }

  private var whereabouts: RowView? {
    guard stands else { return nil }
    return RowView(label: lettering.text(.rowWhere), text: placeText, address: placeAddress)
  }

  var placeText: String {
    let details = place.details
    if details != facts.place.details { return withheld }
    switch place.kind {
    case .inPerson: return details.isEmpty ? lettering.text(.placeInPerson) : details
    case .phone: return call(details)
    case .googleMeet: return online(.placeGoogleMeet, details)
    case .zoom: return online(.placeZoom, details)
    case .link: return online(.placeVideo, details)
    }
  }

  private var withheld: String {
    let kind: LetterWord =
      switch place.kind {
      case .inPerson: .placeInPerson
      case .phone: .placePhone
      case .googleMeet: .placeGoogleMeet
      case .zoom: .placeZoom
      case .link: .placeVideo
      }
    let word: LetterWord = place.kind == .phone ? .placeNumberLater : .placeLater
    return lettering.text(word, ["kind": lettering.text(kind), "owner": facts.owner.name])
  }

  /// Who calls whom: the guest, where the owner gave a number, else the owner.
  private func call(_ number: String) -> String {
    let (caller, called) =
      number.isEmpty ? (facts.owner.name, facts.guest.name) : (facts.guest.name, facts.owner.name)
    let number = number.isEmpty ? facts.phone : number
    let isCaller = number == facts.phone ? isForOwner : facts.reader == .guest
    return lettering.text(
      isCaller ? .placeCall : .placeIsCalled, ["caller": caller, "name": called, "number": number])
  }

  private func online(_ kind: LetterWord, _ details: String) -> String {
    if placeAddress != nil { return shortened(details) }
    if !details.isEmpty { return details }
    return lettering.text(
      isForOwner ? .placeToSend : .placeToCome,
      ["kind": lettering.text(kind), "owner": facts.owner.name, "guest": facts.guest.name])
  }

  /// Only what a mail program may open without a second thought; whatever else an owner wrote is shown as a text.
  var placeAddress: String? {
    let details = place.details
    guard Self.schemes.contains(where: { details.lowercased().hasPrefix($0) && details.count > $0.count }) else {
      return nil
    }
    let isPlain = details.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
    }
    return isPlain ? details : nil
  }

  private static let schemes = ["https://", "http://"]

  private func shortened(_ address: String) -> String {
    let scheme = Self.schemes.first { address.lowercased().hasPrefix($0) } ?? ""
    let rest = address.dropFirst(scheme.count)
    return String(rest.hasSuffix("/") ? rest.dropLast() : rest)
  }
}
