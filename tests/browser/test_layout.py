"""No page is wider than its window, and all keep the rules of WCAG 2.2 at level AA."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.site_pages import PAGES, Address

WIDTHS = (320, 375, 768, 1024, 1280, 1600)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 0.5)
    .slice(0, 5)
    .map((one) => `${one.tagName}.${one.getAttribute("class")}`);
}"""


def test_no_page_is_wider_than_its_window(see: Callable[[Address], Page]) -> None:
    too_wide = {}
    for name, address in PAGES.items():
        page = see(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if found := page.evaluate(STICKING_OUT):
                too_wide[name, width] = found
    assert too_wide == {}


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 375)])
def test_every_page_keeps_wcag(
    theme: Literal["light", "dark"], width: int, see: Callable[[Address], Page]
) -> None:
    broken = {}
    for name, address in PAGES.items():
        page = see(address)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        if found := violations(page):
            broken[name] = found
    assert broken == {}


def violations(page: Page) -> list[str]:
    """Return each broken rule with the element that breaks it and what axe says of it."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    response: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{rule['id']}: {', '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
