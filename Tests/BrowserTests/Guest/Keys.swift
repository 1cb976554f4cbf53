/// Keys that print nothing, counted; each must leave a focus that can be seen.
final class Keys {
  private let browser: Browser
  private(set) var count = 0

  struct Lost: Error {
    let description: String
  }

  init(_ browser: Browser) {
    self.browser = browser
  }

  /// What the element with the focus says.
  var focus: String {
    get async throws { try await browser.script("return document.activeElement.textContent.trim()").string ?? "" }
  }

  func press(_ key: String) async throws {
    count += 1
    try await browser.type(key)
  }

  /// Presses a key until it has led to an element. Twenty times is as far as a guest should have to go for anything.
  func press(_ key: String, until selector: String, within limit: Int = 20) async throws {
    for _ in 0..<limit {
      try await press(key)
      guard try await isFocusSeen() else {
        throw Lost(description: "nobody sees where the focus is: \(try await focus)")
      }
      if try await browser.script("return document.activeElement.matches('\(selector)')").isTrue { return }
    }
    throw Lost(description: "\(selector) is not reached")
  }

  /// A ring around the element, or around what is drawn for it.
  private func isFocusSeen() async throws -> Bool {
    try await browser.script(
      """
      const element = document.activeElement;
      return [element, element.closest('label') ?? element].some(drawn => [null, '::before', '::after'].some(part => {
        const style = getComputedStyle(drawn, part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      }));
      """
    ).isTrue
  }
}

extension Browser {
  /// What a finger could miss: everything to press that is less than 44 pixels high, but for links within a sentence.
  var smallTargets: [String] {
    get async throws {
      try await script(
        """
        const reach = element => {
          const own = element.getBoundingClientRect(), more = getComputedStyle(element, '::after');
          const around = more.content !== 'none' && more.position === 'absolute' ? parseFloat(more.height) : 0;
          return Math.max(own.height, around || 0);
        };
        return [...document.querySelectorAll('main a, main button, main select, main summary, main textarea, .choice, ' +
          'main input:not([type=hidden], [type=radio], [type=checkbox])')]
          .filter(element => element.checkVisibility() && !element.closest('.hush') && !element.matches('.hush, .prose a'))
          .filter(element => reach(element) < 44)
          .map(element => `${element.tagName} ${element.textContent.trim().slice(0, 30)} ${reach(element)}`);
        """
      ).list.compactMap(\.string)
    }
  }
}
