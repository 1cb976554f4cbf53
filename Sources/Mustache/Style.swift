/// How text is written: with HTML's special characters escaped, or as it is, for letters in plain text.
public enum Style: Sendable {
  case html, plain
}
