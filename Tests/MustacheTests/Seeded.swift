/// Random numbers that are the same each time.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &self) == 0 }

  mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[Int.random(in: choices.indices, using: &self)] }

  mutating func text(upTo length: Int, from characters: String) -> String {
    let characters = Array(characters)
    return String((0..<Int.random(in: 0...length, using: &self)).map { _ in one(of: characters) })
  }
}
