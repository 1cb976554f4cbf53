extension String {
  /// Whether anything in it is read from right to left.
  var isRightToLeft: Bool {
    // Hebrew, the first such script, begins with this byte; most texts have none so high.
    guard utf8.contains(where: { $0 >= 0xD6 }) else { return false }
    return unicodeScalars.contains { scalar in
      switch scalar.value {
      // Hebrew to Arabic Extended-A; their presentation forms; the old scripts of the same kind.
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
      // Overriding marks.
      case 0x200F, 0x202B, 0x202E: true
      default: false
      }
    }
  }

  /// Between marks that keep its direction to itself, where it has one of its own: without them the digits of
  /// "{name}, 30 minutes" would change sides behind an Arabic name.
  var isolated: String {
    isRightToLeft ? "\u{2068}\(self)\u{2069}" : self
  }
}
