"""The edit form does everything with scripts off: each button posts it and gets it back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from encyclopedia.accounts.models import User
from tests.browser.conftest import enter
from tests.browser.edit_form import EditFormOnPage
from tests.browser.site_pages import TITLE


def test_an_article_is_edited_with_scripts_off(
    sample_site: LiveServer, editor: User, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(java_script_enabled=False)
    enter(context, sample_site, editor)
    page = context.new_page()
    page.goto("/wiki/2013_Camp_Ashraf_massacre", wait_until="domcontentloaded")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    form = EditFormOnPage(page)

    _add_a_field_above_the_victims(form)
    _remove_a_reference_and_put_it_back(form)
    _change_a_key(form)
    form.write("Fifty-two members", "Fifty-two known members")
    form.press("Preview")
    expect(form.preview).to_contain_text("Fifty-two known members")
    expect(form.preview.locator("dt", has_text="Weather")).to_have_count(1)
    form.press("Show changes")
    changes = page.locator("#edit--changes")
    expect(changes.locator("ins", has_text="known")).to_have_count(1)
    expect(changes).to_contain_text("Weather")
    form.summary.fill("The weather, and a better key")
    form.press("Publish")

    expect(page.get_by_text("Published. Readers see your edit now.")).to_be_visible()
    _the_article_is_as_edited(page)


def _add_a_field_above_the_victims(form: EditFormOnPage) -> None:
    form.open_infobox()
    form.press("Add field")
    row = form.infobox_rows.last
    row.get_by_label("Label", exact=True).fill("Weather")
    row.get_by_label("Value", exact=True).fill("clear[@williams2013]")
    row.get_by_role("button", name="Move up").click()
    for _ in range(12):
        labels = form.field_labels()
        if labels.index("Weather") < labels.index("Victims"):
            return
        form.infobox_row("Weather").get_by_role("button", name="Move up").click()
    raise AssertionError("The field did not come up.")


def _remove_a_reference_and_put_it_back(form: EditFormOnPage) -> None:
    form.reference("amnesty2013").get_by_role("button", name="Remove", exact=True).click()
    removed = form.reference("amnesty2013")
    expect(removed.get_by_role("button", name="Remove", exact=True)).to_have_count(0)
    removed.get_by_role("button", name="Put back", exact=True).click()
    expect(
        form.reference("amnesty2013").get_by_role("button", name="Remove", exact=True)
    ).to_have_count(1)


def _change_a_key(form: EditFormOnPage) -> None:
    form.reference("sen2013").get_by_role("button", name="Change key", exact=True).click()
    row = form.reference("sen2013")
    row.get_by_label("New key, also in the text").fill("kumar2013")
    row.get_by_role("button", name="Change key", exact=True).click()
    expect(form.page.get_by_text("The key “sen2013” is now “kumar2013”")).to_be_visible()
    assert "@sen2013" not in form.text.input_value()
    assert "[@williams2013; @kumar2013]" in form.text.input_value()


def _the_article_is_as_edited(page: Page) -> None:
    facts = page.get_by_role("complementary", name=f"Facts about {TITLE}")
    names = facts.locator("dt").all_inner_texts()
    assert names.index("Weather") < names.index("Victims")
    expect(page.get_by_role("main")).to_contain_text("Fifty-two known members")
    article = Article.objects.get(title=TITLE)
    keys = [entry.key for entry in article.content().references]
    assert "kumar2013" in keys
    assert "sen2013" not in keys
    assert "amnesty2013" in keys
