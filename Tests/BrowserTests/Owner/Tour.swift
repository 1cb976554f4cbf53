/// What a keyboard alone finds on a page, once around with the tab key.
struct Tour {
  var status: Int
  /// What can be pressed or filled in, and never had the focus.
  var missed: [String]
  /// What had it without a ring to show it.
  var unseen: [String]
  /// What had it before something that stands above it.
  var outOfOrder: [String]
  /// Where the page leads to on this server, files to keep left out.
  var links: [String]
}

extension Browser {
  func tour() async throws -> Tour {
    let steps = try await Int(script(Self.setOut).number ?? 0)
    try await type(String(repeating: Key.tab, count: steps))
    let found = try await script(Self.comeBack)
    func list(_ name: String) -> [String] { found[name].list.compactMap(\.string) }
    return Tour(
      status: Int(found["status"].number ?? 0), missed: list("missed"), unseen: list("unseen"),
      outOfOrder: list("outOfOrder"), links: list("links"))
  }

  /// Opens what is folded, writes down whatever gets the focus from now on, and begins above the first line.
  private static let setOut = """
    document.querySelectorAll('details').forEach(fold => { fold.open = true });
    window.met = [];
    const isRinged = element => [element, element.parentElement, element.closest('label') ?? element].some(drawn =>
      [null, '::before', '::after'].some(part => {
        const style = getComputedStyle(drawn, part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      }));
    document.addEventListener('focusin', ({ target }) => {
      if (target !== document.body) window.met.push({ target, isRinged: isRinged(target) });
    });
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    const parts = document.querySelectorAll('input[type=date], input[type=time], input[type=datetime-local]').length;
    return document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]').length + 6 * parts;
    """

  private static let comeBack = """
    const called = element => `${element.tagName} ${element.id} ${element.name ?? ''} ${element.textContent.trim().slice(0, 40)}`;
    const isOneOfMany = element => {
      if (element.type !== 'radio') return false;
      const group = [...document.getElementsByName(element.name)].filter(one => one.form === element.form);
      return element !== (group.find(one => one.checked) ?? group.find(one => !one.disabled));
    };
    const wanted = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
      .filter(one => !one.disabled && one.tabIndex >= 0 && one.type !== 'hidden')
      .filter(one => one.checkVisibility({ visibilityProperty: true }) && !isOneOfMany(one));
    const order = [...new Set(window.met.map(({ target }) => target))].filter(one => wanted.includes(one));
    return {
      status: performance.getEntriesByType('navigation')[0].responseStatus,
      missed: wanted.filter(one => !order.includes(one)).map(called),
      unseen: window.met.filter(({ isRinged }) => !isRinged).map(({ target }) => called(target)),
      outOfOrder: order.filter((one, place) => place > 0
        && one.compareDocumentPosition(order[place - 1]) & Node.DOCUMENT_POSITION_FOLLOWING).map(called),
      links: [...document.links].filter(link => link.origin === location.origin && !link.hasAttribute('download'))
        .filter(link => !/[.](csv|ics|json|svg|png)$/.test(link.pathname)).map(link => link.pathname + link.search),
    };
    """
}
