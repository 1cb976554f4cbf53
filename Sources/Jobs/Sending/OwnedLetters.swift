internal import Postgres
internal import Store

/// Letters by their owners, as every write keeps to one owner's rows.
enum OwnedLetters {
  /// Owners and each one's letters in the order in which they come.
  static func list(_ rows: Rows) throws(DatabaseError) -> [(owner: UserID, letters: [LetterID])] {
    var list: [(owner: UserID, letters: [LetterID])] = []
    var places: [UserID: Int] = [:]
    for row in rows {
      let (owner, letter) = try row.decode(UserID.self, LetterID.self)
      if let place = places[owner] {
        list[place].letters.append(letter)
      } else {
        places[owner] = list.count
        list.append((owner, [letter]))
      }
    }
    return list
  }
}
