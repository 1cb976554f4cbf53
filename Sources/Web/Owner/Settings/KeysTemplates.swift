internal import Mustache

/// Every template of the pages of second factors and of tokens.
struct KeysTemplates: Sendable {
  let security: Bound<SecurityView>
  let codes: Bound<CodesView>
  let ask: Bound<GuardedView>
  let tokens: Bound<TokensView>

  init(_ library: Library) throws(Fault) {
    security = try library.bind("owner/settings/security")
    codes = try library.bind("owner/settings/codes")
    ask = try library.bind("owner/settings/ask")
    tokens = try library.bind("owner/settings/tokens")
  }
}
