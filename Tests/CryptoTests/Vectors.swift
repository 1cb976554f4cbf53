import Crypto

/// Bytes as standards print their test vectors: hex digits with white space anywhere.
func hex(_ text: String) -> [UInt8] {
  try! Hex.decode(text.utf8.filter { ![UInt8](" \n".utf8).contains($0) })
}

func key(_ text: String) -> SecretKey {
  SecretKey(hex(text))
}
