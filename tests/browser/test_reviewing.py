"""A reviewer at a browser: by keys, by phone, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.browser.accessibility import violations
from tests.browser.conftest import Visitor, enter
from tests.people_and_articles import make_article
from tests.views.review_pages import pending_edit

Windows = Callable[..., BrowserContext]


@pytest.fixture
def waiting(live_server: LiveServer, radium: Article, editor: User, settings: Settings) -> Edit:
    """The first of two edits that wait; its article has no other."""
    settings.DEFAULT_PROTECTION = "reviewed"
    first = pending_edit(radium, editor)
    settings.DEFAULT_PROTECTION = "open"
    radon = make_article("Radon", "Radon is a gas.", editor)
    settings.DEFAULT_PROTECTION = "reviewed"
    pending_edit(radon, editor, "Radon is a noble gas.")
    return first


def at_review(windows: Windows, site: LiveServer, person: User, **options: object) -> Page:
    context = windows(**options)
    enter(context, site, person)
    return Visitor(context.new_page()).visit("/review/")


def test_keys_walk_the_queue_and_lead_to_the_buttons(
    waiting: Edit, live_server: LiveServer, new_context: Windows, reviewer: User
) -> None:
    page = at_review(new_context, live_server, reviewer)
    expect(page.get_by_text("Switch them off")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Radium", exact=True)).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Radon", exact=True)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Radium")
    for key, words in (("r", "Reject"), ("c", "Ask for changes"), ("a", "Accept")):
        page.keyboard.press(key)
        expect(page.get_by_role("button", name=words, exact=True)).to_be_focused()
    page.get_by_label("Note").fill("")
    page.get_by_label("Note").press_sequentially("a rock jack")
    expect(page.get_by_label("Note")).to_have_value("a rock jack")
    page.get_by_role("button", name="Accept", exact=True).focus()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Radon")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text("Radium")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Accepted. Readers see it now.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Radon")
    assert Edit.objects.get(pk=waiting.pk).status == Status.PUBLISHED


def test_keys_do_nothing_for_who_switched_them_off(
    waiting: Edit, live_server: LiveServer, new_context: Windows, reviewer: User
) -> None:
    User.objects.filter(pk=reviewer.pk).update(wants_keys=False)
    page = at_review(new_context, live_server, reviewer)
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Radium", exact=True)).not_to_be_focused()
    expect(page.locator("kbd")).to_have_count(0)


def test_an_edit_is_sent_back_on_a_phone_without_scripts(
    waiting: Edit, live_server: LiveServer, new_context: Windows, reviewer: User
) -> None:
    phone = {"viewport": {"width": 375, "height": 812}, "java_script_enabled": False}
    page = at_review(new_context, live_server, reviewer, **phone)
    page.get_by_label("New editors").check()
    page.get_by_role("button", name="Show these").click()
    page.get_by_role("link", name="Radium", exact=True).click()
    page.get_by_role("button", name="Ask for changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Note").fill("Which signs?")
    page.get_by_role("button", name="Ask for changes").click()
    expect(page.get_by_text("Sent back to Marie with your note.")).to_be_visible()
    expect(page).to_have_url(re.compile("only=editors"))
    assert Edit.objects.get(pk=waiting.pk).status == Status.CHANGES_ASKED


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_fit_and_keep_to_wcag(
    waiting: Edit,
    live_server: LiveServer,
    new_context: Windows,
    reviewer: User,
    width: int,
    theme: str,
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
    page = at_review(new_context, live_server, reviewer, **options)
    for path in ("/review/", f"/review/{waiting.uid}", "/plan-review/Radium"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
