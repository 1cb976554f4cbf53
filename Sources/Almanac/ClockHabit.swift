/// Whether a reader counts the hours of a day twice to twelve or once to twenty-four.
public enum ClockHabit: Int, CaseIterable, Hashable, Sendable {
  case twelve = 12
  case twentyFour = 24
}
