"""A contributor's edit is sent back, changed and accepted; with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import revisions
from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.browser.conftest import enter
from tests.browser.edit_form import EditFormOnPage
from tests.browser.site_pages import TITLE

ADDRESS = "/wiki/2013_Camp_Ashraf_massacre"
OLD = "Fifty-two members"
FIRST, SECOND = "Fifty-two named members", "Fifty-two members, by one count,"
NOTE = "No source names them. Say who counted."


@pytest.fixture(autouse=True)
def _reviewed(settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def window(
    request: pytest.FixtureRequest,
    sample_site: LiveServer,
    new_context: Callable[..., BrowserContext],
) -> Callable[[User], Page]:
    """Return a way to open a window for somebody, with scripts or without."""

    def open_window(person: User) -> Page:
        context = new_context(java_script_enabled=request.param)
        enter(context, sample_site, person)
        return context.new_page()

    return open_window


def test_an_edit_is_sent_back_changed_and_accepted(
    window: Callable[[User], Page], editor: User, reviewer: User
) -> None:
    contributor, colleague = window(editor), window(reviewer)
    _write(contributor)
    _send_back(colleague)
    _take_it_up_again(contributor)
    _accept(colleague)

    contributor.goto(ADDRESS, wait_until="domcontentloaded")
    expect(contributor.get_by_role("main")).to_contain_text(SECOND)
    contributor.get_by_role("link", name="Reviewed").click()
    expect(contributor.locator("#decision--reviewed")).to_contain_text("Irène accepted this.")
    contributor.goto("/my-edits/", wait_until="domcontentloaded")
    expect(contributor.get_by_role("main")).to_contain_text("Irène accepted your edit.")
    editor.refresh_from_db()
    assert editor.unread_decisions == 0
    assert list(revisions.verify()) == []


def test_a_draft_is_kept_shown_and_sent(
    window: Callable[[User], Page], editor: User, reviewer: User
) -> None:
    page, colleague = window(editor), window(reviewer)
    page.goto(f"{ADDRESS.replace('wiki', 'edit')}", wait_until="domcontentloaded")
    form = EditFormOnPage(page)
    form.write(OLD, FIRST)
    form.press("Keep as draft")
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    address = page.url
    colleague.goto(address, wait_until="domcontentloaded")
    expect(colleague.get_by_text("There is no such edit here.")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Irène")
    form.press("Show it to them")
    expect(page.get_by_text("Irène can read this draft now.")).to_be_visible()
    colleague.goto(address, wait_until="domcontentloaded")
    colleague.get_by_role("link", name="Read the draft").click()
    expect(colleague.get_by_role("main")).to_contain_text(FIRST)
    form.press("Send for review")
    expect(page.get_by_text("Sent for review.")).to_be_visible()
    page.get_by_role("link", name="Withdraw it").first.click()
    form.press("Withdraw")
    expect(page.get_by_text("Withdrawn. It stays here")).to_be_visible()
    assert Edit.objects.get(status=Status.WITHDRAWN).editor == editor


def _write(page: Page) -> None:
    page.goto(ADDRESS, wait_until="domcontentloaded")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    form = EditFormOnPage(page)
    form.write(OLD, FIRST)
    form.summary.fill("Name them")
    form.press("Send for review")
    expect(page.get_by_text("Sent for review. Readers see it once")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(FIRST)
    expect(page.get_by_text("waits for review.")).to_be_visible()
    assert Article.objects.get(title=TITLE).pending == 1


def _send_back(page: Page) -> None:
    page.goto("/review/", wait_until="domcontentloaded")
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).click()
    expect(page.locator("ins", has_text="named").first).to_be_visible()
    page.get_by_role("main").get_by_label("Note").fill(NOTE)
    page.get_by_role("main").get_by_role("button", name="Ask for changes").click()
    page.wait_for_load_state()
    assert Edit.objects.filter(status=Status.CHANGES_ASKED).count() == 1


def _take_it_up_again(page: Page) -> None:
    page.goto("/my-edits/", wait_until="domcontentloaded")
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("link", name="Take it up again").click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    form = EditFormOnPage(page)
    expect(form.summary).to_have_value("Name them")
    form.write(FIRST, SECOND)
    form.press("Send for review")
    expect(page.get_by_text("Sent for review.")).to_be_visible()


def _accept(page: Page) -> None:
    page.goto("/review/", wait_until="domcontentloaded")
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("main").get_by_role("button", name="Accept", exact=True).click()
    page.wait_for_load_state()
    assert Edit.objects.filter(status=Status.PENDING).count() == 0
