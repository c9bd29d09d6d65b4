"""Everything can be reached, seen and used with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site_pages import PAGES, Address

STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width / 2, 12), box.y + Math.min(box.height / 2, 12)];
  const top = document.elementFromPoint(x, y);
  const around = one.closest(
    ".skip, .masthead, .edit-beside, .tabs, .prose.lead, .facts-box, .contents, .prose.body, " +
    ".evidence, .categories, .head, .foot, #edit--form > *, .history-day, .history-bar, main");
  return {
    words: (one.innerText || one.getAttribute("aria-label") || one.name || one.tagName).trim(),
    place: around?.id || around?.classList.item(around.classList.length - 1) || around?.tagName,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    is_seen: Boolean(top && (one.contains(top) || top.contains(one) || one.labels?.[0] === top)),
  };
}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the focus is after a press of Tab.

    Attributes:
        place: the part of the page that holds it.
        outline: width of what shows it, in px.
        is_seen: whether nothing covers it and it is in the window.
    """

    words: str
    place: str
    outline: float
    is_seen: bool


def stops(page: Page) -> list[Stop]:
    """Press Tab through the whole page and return every stop."""
    found: list[Stop] = []
    for _ in range(600):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(Stop(**stop))
    raise AssertionError("Tab does not leave the page.")


def places(found: list[Stop]) -> list[str]:
    """Return the parts of the page in the order in which Tab comes to them."""
    return [place for place, _ in groupby(found, key=lambda stop: stop.place)]


ORDERS = {
    "article": "tabs head lead facts-box contents body evidence categories",
    "history": "tabs content history-day history-bar content",
    "diff": "tabs content",
    "edit form": "tabs head field edit--infobox edit-text edit-beside edit--references "
    "field edit-short field edit-licence edit-bar",
    "sign up": "content",
}
"""The parts of pages in the order in which they are read, each by id or class."""


@pytest.mark.parametrize("name", ORDERS)
def test_every_stop_of_the_keyboard_is_seen_and_in_order(
    name: str, see: Callable[[Address], Page]
) -> None:
    page = see(PAGES[name])
    if name == "edit form":
        expect(page.locator("#edit--live")).to_be_visible()  # it comes a moment after the page
    found = stops(page)
    assert found[0].words == "Skip to content"
    assert places(found) == ["skip", "masthead", *ORDERS[name].split(), "foot"]
    assert [stop for stop in found if stop.outline < 2] == []
    assert [stop for stop in found if not stop.is_seen] == []


def test_the_skip_link_leads_past_the_masthead(see: Callable[[Address], Page]) -> None:
    page = see(PAGES["article"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["place"] == "tabs"


def test_a_citation_leads_to_its_reference_and_back(see: Callable[[Address], Page]) -> None:
    page = see(PAGES["article"])
    mark = page.locator(".prose.body a[role=doc-noteref]").first
    use = mark.locator("xpath=ancestor-or-self::*[@id][1]").get_attribute("id")
    mark.focus()
    page.keyboard.press("Enter")
    entry = page.locator(":target")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("Williams, Carol J. (19 September 2013)")
    back = entry.locator(f'a[role=doc-backlink][href="#{use}"]')
    back.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'[id="{use}"]')).to_be_in_viewport()
    assert page.evaluate("location.hash.slice(1)") == use
