"""No page is wider than its window, and all keep the rules of WCAG 2.2 at level AA."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations
from tests.browser.site_pages import PAGES, Address

WIDTHS = (320, 375, 768, 1024, 1280, 1600)
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
