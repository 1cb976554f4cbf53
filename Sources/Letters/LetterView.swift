internal import Mustache

/// A letter in finished texts: what its templates, page and plain text alike, are given.
struct LetterView: View {
  let language: String
  let subject: String
  /// Shown by mail programs beside the subject.
  let preview: String
  let eyebrow: String
  let heading: String
  /// The reader's time, and the other's where clocks differ.
  let when: String?
  let tells: [String]
  let bands: BandsView?
  let rows: [RowView]
  let button: LinkView?
  /// What else the reader can do about it.
  let move: String?
  let cancel: String?
  let foot: String

  private var canChange: Bool { move != nil && cancel != nil }
  private var hasRows: Bool { !rows.isEmpty }

  static let keys: Keys<Self> = [
    "language": .text(\.language),
    "subject": .text(\.subject),
    "preview": .text(\.preview),
    "eyebrow": .text(\.eyebrow),
    "heading": .text(\.heading),
    "when": .text(\.when),
    "tells": .list(\.tells),
    "bands": .view(\.bands),
    "rows": .list(\.rows),
    "has_rows": .flag(\.hasRows),
    "button": .view(\.button),
    "can_change": .flag(\.canChange),
    "move": .text(\.move),
    "cancel": .text(\.cancel),
    "foot": .text(\.foot),
  ]
}

/// A label and what stands beside it.
struct RowView: View {
  let label: String
  let text: String
  var address: String?
  /// Whether a line parts it from the row above.
  var isRuled = true

  static let keys: Keys<Self> = [
    "label": .text(\.label),
    "text": .text(\.text),
    "address": .text(\.address),
    "ruled": .flag(\.isRuled),
  ]
}

/// Words that lead somewhere.
struct LinkView: View {
  let text: String
  let address: String

  static let keys: Keys<Self> = ["text": .text(\.text), "address": .text(\.address)]
}

/// The reader's day as a band of night and daylight, and the other's on the same axis where clocks differ.
struct BandsView: View {
  let bands: [BandView]
  let caption: String

  static let keys: Keys<Self> = ["bands": .list(\.bands), "caption": .text(\.caption)]
}

/// One band, in cells from left to right.
struct BandView: View {
  let cells: [CellView]
  /// Its place among the bands, which rounds its corners.
  let isFirst: Bool
  let isLast: Bool

  private var isAlone: Bool { isFirst && isLast }

  static let keys: Keys<Self> = [
    "cells": .list(\.cells),
    "first": .flag(\.isFirst),
    "last": .flag(\.isLast),
    "alone": .flag(\.isAlone),
  ]
}

struct CellView: View {
  /// Percent of the day.
  let width: String
  let isNight: Bool
  let isDay: Bool
  let isPicked: Bool

  static let keys: Keys<Self> = [
    "width": .text(\.width),
    "night": .flag(\.isNight),
    "day": .flag(\.isDay),
    "picked": .flag(\.isPicked),
  ]
}
