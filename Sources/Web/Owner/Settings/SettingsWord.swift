internal import Mustache

/// The words that the pages of the settings ask for by code.
enum SettingsWord: String, PageWord {
  case firstName = "settings.first_name"
  case lastName = "settings.last_name"
  case usernameHint = "settings.username_hint"
  case bio = "settings.bio"
  case bioHint = "settings.bio_hint"
  case zone = "settings.zone"
  case languageField = "settings.language"
  case weekStart = "settings.week_start"
  case monday = "settings.monday"
  case sunday = "settings.sunday"
  case saturday = "settings.saturday"
  case clock = "settings.clock"
  case clockUsual = "settings.clock.usual"
  case clockTwentyFour = "settings.clock.24"
  case clockTwelve = "settings.clock.12"
  case english = "settings.language.en"
  case vietnamese = "settings.language.vi"
  case emailNow = "settings.email.now"
  case newEmail = "settings.email.new"
  case emailWaiting = "settings.email.waiting"
  case currentPassword = "settings.current"
  case deviceUnknown = "settings.device.unknown"
  case deviceSeen = "settings.device.seen"
  case aheadNone = "settings.closing.ahead.none"
  case aheadOne = "settings.closing.ahead.one"
  case aheadMore = "settings.closing.ahead.more"
  case doneSaved = "settings.done.saved"
  case donePicture = "settings.done.picture"
  case donePassword = "settings.done.password"
  case doneDevice = "settings.done.device"
  case doneDevices = "settings.done.devices"
  case doneAsked = "settings.done.asked"
  case doneKept = "settings.done.kept"
  case doneAddress = "settings.done.address"

  /// What its speakers call a language; the code itself of one that is new here.
  static func language(_ code: String, _ words: Words) -> String {
    SettingsWord(rawValue: "settings.language.\(code)").map { words.text($0) } ?? code
  }
}
