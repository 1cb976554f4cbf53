public import Postgres

/// The order in which lists of names stand: as people look for them, Ánh beside Anna, and small letters with capital ones.
/// By their bytes, as databases sort otherwise, whatever bears a mark stands behind Z.
public enum NameOrder {
  /// Whether the database can sort so: one whose server was built without ICU can't, and no list of names is read from it.
  public static func isKnown(at address: DatabaseAddress) throws(DatabaseError) -> Bool {
    do throws(DatabaseError) {
      _ = try BlockingConnection(to: address).query("SELECT \(Query.inOrder(ofNames: "''"))")
      return true
    } catch {
      if error.state == .undefinedObject { return false }
      throw error
    }
  }
}

extension Query {
  /// A column's names in that order.
  static func inOrder(ofNames column: Query) -> Query { "\(column) COLLATE \"und-x-icu\"" }
}
