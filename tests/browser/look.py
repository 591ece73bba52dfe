"""What makes a page look right, asked of the browser that shows it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESKTOP = {"width": 1366, "height": 900}
LAPTOP = {"width": 1100, "height": 800}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 375, "height": 667}
LONG_NAME = "澄江市长名称企业" * 25
WCAG_21_AA = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],  # what else it found need not be described
}
# Comparing colours is most of axe's work. They do not change with the width, and what passed on one
# page passes on another.
WITHOUT_COLOURS = {**WCAG_21_AA, "rules": {"color-contrast": {"enabled": False}}}
COLOURS = {**WCAG_21_AA, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
AXE = Axe()
AXE_AGAIN = Axe(axe_script="0")  # on a page that has it already
# Pixels by which the page is wider than the screen; dates, instants and codes, outside sentences,
# whose characters do not stand on one line; tables of which a phone makes cards that scroll
# sideways nevertheless.
DEFECTS = r"""() => {
  const texts = document.createTreeWalker(
    document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT,
  );
  const whole = /\d{4}-\d\d-\d\d( \d\d:\d\d)?|\b[0-9A-Z]{18,20}\b/g;
  const broken = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("p, .form-hint")) continue;
    for (const found of text.data.matchAll(whole)) {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) broken.push(found[0]);
    }
  }
  const sideways = [...document.querySelectorAll(".table-stacked")]
    .filter((region) => region.scrollWidth > region.clientWidth + 1)
    .map((region) => region.getAttribute("aria-label"));
  const wider = Math.max(0, document.documentElement.scrollWidth - window.innerWidth);
  return {wider, broken, sideways};
}"""
# Characters that fit one line of the narrowest name.
NARROWEST_NAME = """() => Math.min(
  ...[...document.querySelectorAll("tbody th[scope=row], tbody .name-cell")].map((cell) => {
    const style = getComputedStyle(cell);
    const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return room / parseFloat(style.fontSize);
  }),
)"""


# How each visible text and field looks: colour, size, weight, and all that is painted behind it.
# Marks those that look as nothing did before, and returns their looks.
NEW_LOOKS = """(passed) => {
  const nothing = "rgba(0, 0, 0, 0) none 1";
  const behind = (element) => {
    if (!element) return "";
    const {backgroundColor, backgroundImage, opacity} = getComputedStyle(element);
    const paint = `${backgroundColor} ${backgroundImage} ${opacity}`;
    return (paint === nothing ? "" : `/${paint}`) + behind(element.parentElement);
  };
  const looks = (element) => {
    const {color, fontSize, fontWeight} = getComputedStyle(element);
    return `${color} ${fontSize} ${fontWeight}${behind(element)}`;
  };
  const elements = new Set(document.querySelectorAll("input, select, textarea"));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim()) elements.add(texts.currentNode.parentElement);
  }
  const known = new Set(passed), found = new Set();
  for (const element of elements) {
    if (!element.checkVisibility()) continue;
    const look = looks(element);
    if (known.has(look)) continue;
    found.add(look);
    element.setAttribute("data-new-look", "");
  }
  return [...found];
}"""
_passed: set[str] = set()


def is_accessible(page: Page) -> None:
    """Assert that a page breaks no rule of WCAG 2.1 A and AA that a program can check."""
    found = page.evaluate(NEW_LOOKS, sorted(_passed))
    if found:
        _axe(AXE, page, COLOURS, "[data-new-look]")
        _passed.update(found)
    _axe(AXE_AGAIN if found else AXE, page, WITHOUT_COLOURS)


def fits(page: Page) -> None:
    """Assert that nothing is wider than it may be, and no date or code broken in two."""
    page.wait_for_load_state()  # a click returns when the next page begins to arrive
    defects = page.evaluate(DEFECTS)
    assert not any(defects.values()), (page.url, defects)


def looks_right(page: Page) -> None:
    """Assert both on a desktop and, the same page made narrow, on the narrowest phone."""
    page.set_viewport_size(DESKTOP)
    fits(page)
    is_accessible(page)
    page.set_viewport_size(NARROWEST)
    fits(page)
    _axe(AXE_AGAIN, page, WITHOUT_COLOURS)
    page.set_viewport_size(DESKTOP)


def keeps_names_wide(page: Page) -> None:
    """Assert that names stay readable in big print, at every width."""
    for viewport in (DESKTOP, LAPTOP, NARROWEST):
        page.set_viewport_size(viewport)
        narrowest = page.evaluate(NARROWEST_NAME)
        assert narrowest >= 8, (page.url, viewport, narrowest)
    fits(page)  # on a phone each row is a card
    page.set_viewport_size(DESKTOP)


def _axe(axe: Axe, page: Page, options: dict, of: str | None = None) -> None:
    results = axe.run(page, context=of, options=options)
    assert results.violations_count == 0, results.generate_report()
