"""What was typed stays when the session or its token ended meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from encyclopedia.accounts.models import User
from tests.browser.conftest import Visitor, enter
from tests.browser.edit_form import EditFormOnPage

PUBLISHED = "Published. Readers see your edit now."
OLD, MINE = "Watch dials were", "Watch dials and hands were"


@pytest.fixture
def open_form(
    live_server: LiveServer, radium: Article, new_context: Callable[..., BrowserContext]
) -> Callable[[User], EditFormOnPage]:
    """Return a way for somebody to open the edit form of Radium in a window of their own."""

    def open_one(person: User) -> EditFormOnPage:
        context = new_context()
        enter(context, live_server, person)
        page = context.new_page()
        page.goto("/edit/Radium", wait_until="domcontentloaded")
        return EditFormOnPage(page)

    return open_one


def test_who_was_signed_out_signs_in_and_publishes_what_was_typed(
    editor: User, password: str, open_form: Callable[[User], EditFormOnPage]
) -> None:
    form = open_form(editor)
    form.write(OLD, MINE)
    form.summary.fill("Hands, too")
    form.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    form.press("Publish")
    _sign_in_and_publish(form, editor, password)


def test_who_lost_all_cookies_signs_in_and_publishes_what_was_typed(
    editor: User, password: str, open_form: Callable[[User], EditFormOnPage]
) -> None:
    form = open_form(editor)
    form.write(OLD, MINE)
    form.summary.fill("Hands, too")
    form.page.context.clear_cookies()
    form.press("Publish")
    expect(form.page.get_by_role("alert").first).to_contain_text("Nothing you typed is lost")
    assert MINE in form.text.input_value()
    form.press("Publish")
    _sign_in_and_publish(form, editor, password)


def test_a_lost_token_is_made_anew_and_the_text_stays(
    editor: User, open_form: Callable[[User], EditFormOnPage]
) -> None:
    form = open_form(editor)
    form.write(OLD, MINE)
    form.page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    form.press("Publish")
    expect(form.page.get_by_role("alert").first).to_contain_text("Nothing you typed is lost")
    assert MINE in form.text.input_value()
    form.press("Publish")
    _expect_published(form.page)


def _sign_in_and_publish(form: EditFormOnPage, person: User, password: str) -> None:
    page = form.page
    expect(page.get_by_text("Your session ended. Sign in here; your text stays.")).to_be_visible()
    Visitor(page).sign_in(person.username, password)
    expect(page.get_by_text("Your text is here again, and not published yet.")).to_be_visible()
    assert MINE in form.text.input_value()
    assert form.summary.input_value() == "Hands, too"
    form.press("Publish")
    _expect_published(page)


def _expect_published(page: Page) -> None:
    expect(page.get_by_text(PUBLISHED)).to_be_visible()
    assert MINE in Article.objects.get(title="Radium").text
