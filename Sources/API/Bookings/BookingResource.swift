internal import CivilTime
internal import Operations
internal import Scheduling
internal import Store

extension Appointment: JSONValue {
  /// As its owner sees it.
  var json: JSON {
    JSON([
      "id": id, "booking_link_id": link, "title": title, "event_id": event, "status": status.rawValue,
      "slot_start": time.start, "slot_end": time.end, "rescheduled_from": movedFrom,
      "cancelled_by": cancellation?.by.rawValue, "cancellation_reason": cancellation?.reason,
      "cancelled_at": cancellation?.at, "created_at": createdAt,
    ]).joined(with: guest.json)
  }
}

extension BookingLine: JSONValue {
  var json: JSON {
    JSON([
      "id": id, "booking_link_id": link, "title": title, "event_id": event, "status": status.rawValue,
      "slot_start": time.start, "slot_end": time.end, "rescheduled_from": movedFrom,
      "cancelled_by": cancellation?.by.rawValue, "cancellation_reason": cancellation?.reason,
      "cancelled_at": cancellation?.at, "created_at": createdAt,
    ]).joined(with: guest.json)
  }
}

extension BookingDossier {
  /// The booking, what became of it and what can be done about it now.
  var json: JSON {
    booking.json.adding(["changes": changes, "emails": letters, "others": others, "party": party, "can": verbs.words])
  }
}

extension BookingChangeRecord: JSONValue {
  var json: JSON {
    JSON(["action": action, "by": by?.rawValue, "slot_start": start, "rescheduled_from": from, "created_at": at])
  }
}

extension BookingLetter: JSONValue {
  var json: JSON {
    JSON([
      "id": id, "recipient_email": recipient, "subject": subject, "status": status.rawValue, "error_message": error,
      "created_at": createdAt, "sent_at": sentAt,
    ])
  }
}

extension OtherGuest: JSONValue {
  var json: JSON { JSON(["id": id, "guest_name": name, "status": status.rawValue, "party": count]) }
}

extension OwnersVerbs {
  /// As addresses call them.
  fileprivate var words: [String] {
    [
      (canConfirm, "confirm"), (canDecline, "decline"), (canCancel, "cancel"), (canMove, "reschedule"),
      (canMarkNoShow, "no-show"), (canUndoNoShow, "undo-no-show"),
    ].filter(\.0).map(\.1)
  }
}
