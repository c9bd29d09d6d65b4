"""The main job, whole: somebody signs up, edits the first article, compares, and goes back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import revisions
from articles.models import Article, Edit
from tests.browser.conftest import Visitor
from tests.browser.edit_form import EditFormOnPage
from tests.browser.site_pages import TITLE

ADDRESS = "/wiki/2013_Camp_Ashraf_massacre"
OLD = "The UN human rights office and the UN mission in Iraq condemned the attack.[@unnews2013]"
NEW = OLD + " The residents were moved to another camp.[@doe2013, p. 4]"
SOURCE = {
    "Title": "Residents leave Camp Ashraf",
    "Authors": "Doe, Jane",
    "Published in": "The Example Gazette",
    "Date": "2013-09-12",
    "Web address": "https://gazette.example/ashraf",
    "Read there on": "2013-10-30",
}
PRINTED = (
    (
        "Doe, Jane (12 September 2013). “Residents leave Camp Ashraf”. The Example Gazette. "
        "Retrieved 30 October 2013."
    )
    .replace("“", '"')
    .replace("”", '"')
)
WORDS = "The residents were moved to another camp."
SUMMARY = "Where the residents went"


def test_a_stranger_signs_up_edits_compares_and_returns(
    sample_site: LiveServer, visitor: Visitor
) -> None:
    page = visitor.visit(ADDRESS)
    old_text = Article.objects.get(title=TITLE).text
    _sign_up(visitor)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    page.get_by_role("link", name="Edit", exact=True).first.click()
    form = EditFormOnPage(page)
    form.add_source("Newspaper article", SOURCE)
    expect(form.reference("doe2013")).to_contain_text(PRINTED)
    form.write(OLD, NEW)
    _the_preview_is_right(form)
    form.summary.fill(SUMMARY)
    form.press("Publish")

    expect(page.get_by_text("Published. Readers see your edit now.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    expect(page.locator("#content").get_by_text(PRINTED)).to_have_count(1)
    assert WORDS in Article.objects.get(title=TITLE).text

    _compare(page)
    _return_to_the_first(page)
    expect(page.get_by_role("main")).not_to_contain_text(WORDS)
    assert Article.objects.get(title=TITLE).text == old_text
    _step_through_the_edits(page)
    assert list(revisions.verify()) == []
    assert [edit.editor.username for edit in _edits()[-2:] if edit.editor] == ["Omid", "Omid"]


def _sign_up(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Sign up", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Omid")
    page.get_by_label("E-mail address", exact=True).fill("omid@example.org")
    page.get_by_label("Password", exact=True).fill("nine blue herons")
    visitor.press("Sign up")


def _the_preview_is_right(form: EditFormOnPage) -> None:
    """Expect the live preview to number the new citation sixth, and to print its source."""
    statement = form.preview.get_by_text(WORDS)
    expect(statement).to_be_visible()
    mark = form.preview.locator("a[role=doc-noteref]", has_text="p. 4")
    expect(mark).to_have_text("[6, p. 4]")
    expect(mark).to_have_accessible_name("Reference 6, p. 4")
    entry = form.preview.locator(str(mark.get_attribute("href")))
    expect(entry).to_contain_text(PRINTED)
    expect(form.preview.locator("a[role=doc-noteref]", has_text="[7]")).to_have_count(1)


def _compare(page: Page) -> None:
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    page.locator("input[name=from]").last.check()
    page.locator("input[name=to]").first.check()
    page.get_by_role("button", name="Compare", exact=True).click()
    block = page.locator(".diff-block", has=page.get_by_role("heading", name="Reactions"))
    expect(block.locator("ins", has_text=WORDS)).to_have_count(1)
    references = page.locator(".diff-group", has=page.get_by_role("heading", name="References"))
    expect(references.locator("ins")).to_have_text(PRINTED)
    expect(page.get_by_role("main")).to_contain_text("+1 citation")


def _return_to_the_first(page: Page) -> None:
    page.locator(".diff-who").first.get_by_role("link").first.click()
    page.get_by_role("link", name="Return to this revision").click()
    page.get_by_role("main").get_by_role("button", name="Return to this revision").click()
    expect(page.get_by_text("Published. Readers see your edit now.")).to_be_visible()


def _step_through_the_edits(page: Page) -> None:
    first, second, third = _edits()
    page.goto(f"/diff/{second.uid}...{third.uid}", wait_until="domcontentloaded")
    expect(page.locator("del", has_text=WORDS)).to_have_count(1)
    page.get_by_role("link", name="Older edit").click()
    expect(page).to_have_url(re.compile(f"/diff/{first.uid}\\.\\.\\.{second.uid}$"))
    expect(page.locator("ins", has_text=WORDS)).to_have_count(1)
    expect(page.get_by_role("link", name="Older edit")).to_have_count(0)
    page.get_by_role("link", name="Newer edit").click()
    expect(page).to_have_url(re.compile(f"/diff/{second.uid}\\.\\.\\.{third.uid}$"))


def _edits() -> list[Edit]:
    edits = Edit.objects.filter(article__title=TITLE).select_related("editor")
    return list(edits.order_by("number"))
