public import Postgres

extension DatabaseSettings {
  /// For a database of tests. A busy machine is no failure, and neither is a program that a sanitizer slows down: time
  /// limits only end what hangs, and any number may wait.
  public static func patient(_ test: TestDatabase) throws -> DatabaseSettings {
    var settings = DatabaseSettings(address: try DatabaseAddress(test.address))
    let patience = Duration.seconds(600)
    settings.queryLimit = patience
    settings.statementLimit = patience
    settings.lockLimit = patience
    settings.idleTransactionLimit = patience
    settings.patience = patience
    settings.connectLimit = patience
    settings.waitingLimit = .max
    return settings
  }
}
