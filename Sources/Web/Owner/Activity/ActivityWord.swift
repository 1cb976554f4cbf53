internal import Mustache
internal import Store

/// The words that the page of what was done asks for by code: one for each action there is.
enum ActivityWord: String, PageWord {
  case all = "activity.kind.all"
  case kindSession = "activity.kind.session"
  case kindUser = "activity.kind.user"
  case kindBooking = "activity.kind.booking"
  case kindLink = "activity.kind.link"
  case kindSchedule = "activity.kind.schedule"
  case kindEvent = "activity.kind.event"
  case kindAccessToken = "activity.kind.access_token"
  case of = "activity.of"
  case failed = "activity.failed"
  case triedSessionCreate = "activity.tried.session.create"
  case token = "activity.token"

  case bookingCancel = "activity.booking.cancel"
  case bookingComplete = "activity.booking.complete"
  case bookingConfirm = "activity.booking.confirm"
  case bookingCreate = "activity.booking.create"
  case bookingDecline = "activity.booking.decline"
  case bookingNoShow = "activity.booking.no_show"
  case bookingLetterAgain = "activity.booking.letter_again"
  case bookingLetterAway = "activity.booking.letter_away"
  case bookingReschedule = "activity.booking.reschedule"
  case guestBookingCreate = "activity.guest.booking.create"
  case guestBookingCancel = "activity.guest.booking.cancel"
  case guestBookingReschedule = "activity.guest.booking.reschedule"
  case bookingShow = "activity.booking.show"
  case eventChange = "activity.event.change"
  case eventCreate = "activity.event.create"
  case eventDelete = "activity.event.delete"
  case linkChange = "activity.link.change"
  case linkCreate = "activity.link.create"
  case linkDelete = "activity.link.delete"
  case linkDuplicate = "activity.link.duplicate"
  case linkRestore = "activity.link.restore"
  case linkSave = "activity.link.save"
  case linkSwitchOff = "activity.link.switch_off"
  case linkSwitchOn = "activity.link.switch_on"
  case scheduleChange = "activity.schedule.change"
  case scheduleCreate = "activity.schedule.create"
  case scheduleDates = "activity.schedule.dates"
  case scheduleDefault = "activity.schedule.default"
  case scheduleDelete = "activity.schedule.delete"
  case scheduleHours = "activity.schedule.hours"
  case scheduleRename = "activity.schedule.rename"
  case sessionCreate = "activity.session.create"
  case sessionDelete = "activity.session.delete"
  case sessionDeleteOthers = "activity.session.delete_others"
  case accessTokenCreate = "activity.access_token.create"
  case accessTokenRevokeAll = "activity.access_token.revoke_all"
  case accessTokenRevoke = "activity.access_token.revoke"
  case userClose = "activity.user.close"
  case userCreate = "activity.user.create"
  case userDecline = "activity.user.decline"
  case userEmail = "activity.user.email"
  case userEmailAsked = "activity.user.email_asked"
  case userExport = "activity.user.export"
  case userForgot = "activity.user.forgot"
  case userPassword = "activity.user.password"
  case userPicture = "activity.user.picture"
  case userProfile = "activity.user.profile"
  case userRecoveryCodes = "activity.user.recovery_codes"
  case userRename = "activity.user.rename"
  case userReopen = "activity.user.reopen"
  case userReset = "activity.user.reset"
  case userSecondStepOff = "activity.user.second_step_off"
  case userSecondStepOn = "activity.user.second_step_on"
  case userVerify = "activity.user.verify"

  /// What was done, and to what; by whom where that is not the owner. An action of another version of this program is told by its name.
  static func sentence(_ line: AuditLine, _ words: Words) -> String {
    let tried = line.isSuccess ? nil : ActivityWord(rawValue: "activity.tried.\(line.action)")
    if let tried { return words.text(tried) }
    let guests = line.isByGuest ? ActivityWord(rawValue: "activity.guest.\(line.action)") : nil
    let word = guests ?? ActivityWord(rawValue: "activity.\(line.action)")
    let action = word.map { words.text($0) } ?? line.action
    let what = line.subject.map { words.text(ActivityWord.of, ["action": action, "subject": $0]) } ?? action
    return line.isSuccess ? what : words.text(ActivityWord.failed, ["action": what])
  }
}
