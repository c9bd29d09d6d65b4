"""Two editors at one article: both edits land, or they settle what clashes; with scripts and
without.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from encyclopedia.accounts.models import User
from tests.browser.accessibility import violations
from tests.browser.conftest import enter
from tests.browser.edit_form import EditFormOnPage
from tests.browser.site_pages import TITLE

FORM = "/edit/2013_Camp_Ashraf_massacre"
OLD, MINE, THEIRS = "Fifty-two members", "Fifty-two known members", "Fifty-two named members"
ELSEWHERE, THERE = "condemned the attack", "strongly condemned the attack"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def has_scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def forms(
    has_scripts: bool,
    sample_site: LiveServer,
    new_context: Callable[..., BrowserContext],
    editor: User,
    reviewer: User,
) -> tuple[EditFormOnPage, EditFormOnPage]:
    """The form of one article, opened by two editors at the same time."""

    def open_form(person: User) -> EditFormOnPage:
        context = new_context(java_script_enabled=has_scripts)
        enter(context, sample_site, person)
        page = context.new_page()
        page.goto(FORM, wait_until="domcontentloaded")
        return EditFormOnPage(page)

    return open_form(editor), open_form(reviewer)


def text() -> str:
    return Article.objects.get(title=TITLE).text


def publish(form: EditFormOnPage, old: str, new: str) -> None:
    form.write(old, new)
    form.press("Publish")


def test_edits_of_different_places_both_land(forms: tuple[EditFormOnPage, EditFormOnPage]) -> None:
    mine, theirs = forms
    publish(theirs, ELSEWHERE, THERE)
    expect(theirs.page.get_by_text("Published. Readers see your edit now.")).to_be_visible()
    publish(mine, OLD, MINE)
    expect(mine.page.get_by_text("published an edit while you wrote; both are in")).to_be_visible()
    assert MINE in text()
    assert THERE in text()


def test_a_clash_is_settled_on_one_screen(
    forms: tuple[EditFormOnPage, EditFormOnPage], has_scripts: bool
) -> None:
    mine, theirs = forms
    publish(theirs, OLD, THEIRS)
    expect(theirs.page.get_by_text("Published. Readers see your edit now.")).to_be_visible()
    mine.write(ELSEWHERE, THERE)
    mine.summary.fill("Known, and strongly")
    publish(mine, OLD, MINE)

    page = mine.page
    expect(page.get_by_text("Irène published an edit while you wrote.")).to_be_visible()
    clash = page.get_by_role("group", name="1. Text")
    expect(clash).to_contain_text(THEIRS)
    expect(clash).to_contain_text(MINE)
    if has_scripts:
        assert violations(page) == []
    clash.get_by_label("Write anew").check()
    expect(page.get_by_text("1 of 1 settled" if has_scripts else "0 of 1 settled")).to_be_visible()
    anew = clash.get_by_label("Written anew")
    expect(anew).to_be_visible()
    anew.fill(anew.input_value().replace(MINE, "Fifty-two named and known members"))
    mine.press("Publish")

    expect(page.get_by_text("Published. Readers see your edit now.")).to_be_visible()
    assert "Fifty-two named and known members" in text()
    assert THERE in text()
    expect(page.get_by_role("main")).to_contain_text("Fifty-two named and known members")
    page.goto(FORM, wait_until="domcontentloaded")
    expect(page.get_by_text("is kept on this device")).to_be_hidden()


def test_a_clash_left_alone_loses_nothing_that_was_typed(
    forms: tuple[EditFormOnPage, EditFormOnPage], has_scripts: bool
) -> None:
    mine, theirs = forms
    publish(theirs, OLD, THEIRS)
    expect(theirs.page.get_by_text("Published. Readers see your edit now.")).to_be_visible()
    publish(mine, OLD, MINE)
    page = mine.page
    expect(page.get_by_text("Irène published an edit while you wrote.")).to_be_visible()
    mine.press("Back to your text")
    expect(mine.text).to_have_value(_with(MINE))
    if not has_scripts:
        return
    page.goto("/", wait_until="domcontentloaded")
    page.goto(FORM, wait_until="domcontentloaded")
    expect(page.get_by_text("is kept on this device")).to_be_visible()
    mine.press("Continue it")
    expect(mine.text).to_have_value(_with(MINE))
    assert MINE not in text()


def _with(words: str) -> str:
    return text().replace(THEIRS, words)
