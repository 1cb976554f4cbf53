internal import Operations

// What somebody is told who came too often: when to come again.
extension Lettering {
  /// Seconds while they are few, else the minutes that are surely enough.
  func wait(seconds: Int) -> String {
    switch seconds {
    case ...5: words.text(.waitMoment)
    case ...90: words.text(.waitSeconds, ["count": "\(seconds)"])
    default: words.text(.waitMinutes, ["count": "\((seconds + 59) / 60)"])
    }
  }
}

extension WrongsView {
  /// Nothing of what was typed is wrong.
  static func waiting(_ wait: Wait, _ lettering: Lettering) -> WrongsView {
    WrongsView(
      heading: lettering.words.text(.waitHeading),
      wrongs: [WrongView(field: nil, text: lettering.wait(seconds: wait.seconds))])
  }
}
