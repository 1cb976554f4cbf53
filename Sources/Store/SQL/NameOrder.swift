internal import Postgres

extension Query {
  /// A column's names as people look for them: Ánh beside Anna, and small letters with capital ones. By their bytes, as
  /// databases sort otherwise, whatever bears a mark stands behind Z.
  static func inOrder(ofNames column: Query) -> Query { "\(column) COLLATE \"und-x-icu\"" }
}
