internal import Almanac
internal import CivilTime
internal import Guard
internal import Mustache

/// The finished options of zone lists in one language. Their clocks make every list good for a minute, and most readers
/// of a minute sit in the same few zones.
final class ZoneMenu: Sendable {
  private struct Key: Hashable, Sendable {
    let current: String
    let owner: String
    let ownerName: String
    let habit: ClockHabit
  }

  private struct Minute: Sendable {
    var end = Instant.distantPast
    var menus: [Key: String] = [:]
  }

  private let template: Bound<ZoneMenuView>
  private let minute = Guarded(Minute())

  /// In one minute; a few hundred bytes each, far more than there are zones with readers awake.
  private static let mostMenus = 1_000

  init(_ template: Bound<ZoneMenuView>) {
    self.template = template
  }

  func options(_ select: ZoneSelect, _ lettering: Lettering) throws(Fault) -> String {
    let key = Key(
      current: select.current.name, owner: select.owner.name, ownerName: select.ownerName, habit: select.habit)
    let end = select.now.nextMinute
    if let menu = minute.withLock({ $0.end == end ? $0.menus[key] : nil }) { return menu }
    let view = ZoneMenuView(groups: select.groups(lettering))
    let menu = String(decoding: try template.render(view, in: lettering.words), as: UTF8.self)
    minute.withLock { minute in
      if minute.end != end || minute.menus.count >= ZoneMenu.mostMenus { minute = Minute(end: end) }
      minute.menus[key] = menu
    }
    return menu
  }
}

struct ZoneMenuView: View {
  let groups: [ZoneGroupView]

  static let keys: Keys<Self> = ["groups": .list(\.groups)]
}
