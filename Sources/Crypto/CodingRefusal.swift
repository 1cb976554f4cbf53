/// Why a text is not the hex or base64 it should be. Decoders here accept exactly what the encoders write, so that one
/// value has one spelling and a look-up by text can't be led astray by another.
public enum CodingRefusal: Error, Hashable, Sendable {
  /// The byte at this offset does not belong to the alphabet; white space and line breaks included.
  case badCharacter(at: Int)
  /// No number of whole bytes is written with this many characters.
  case badLength(Int)
  /// Padding is missing where it must stand.
  case badPadding
  /// The unused bits of the last character are not zero.
  case notCanonical
}
