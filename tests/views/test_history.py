"""The history: by day, a page at a time, any two revisions compared."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import moving
from articles.models import Article, Edit
from articles.pages import history as history_pages
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save
from tests.views.test_article_page import page_of

HISTORY = "/history/Radium"


def revise(article: Article, editor: User, times: int) -> list[Edit]:
    """Publish so many further revisions, the oldest first."""
    return [
        save(article, propose(article, f"{RADIUM_TEXT}\nWord {n}."), editor, summary=f"Change {n}")
        for n in range(1, times + 1)
    ]


def rows(page: html.HtmlElement) -> list[str]:
    """Return the uids of the rows, top down, those chosen elsewhere left out."""
    listed = page.xpath("//input[@name='from']/@value")
    carried = page.xpath("//section[contains(., 'another page')]//input[@name='from']/@value")
    return [uid for uid in listed if uid not in carried]


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three rows, so that few edits fill several."""
    monkeypatch.setattr(history_pages, "ROWS", 3)


def test_the_newest_revision_comes_first(client: Client, radium: Article, editor: User) -> None:
    edits = revise(radium, editor, 2)
    listed = rows(page_of(client, HISTORY))
    assert listed[:2] == [edits[1].uid, edits[0].uid]
    assert len(listed) == 3


def test_a_row_tells_who_why_and_what_it_did(
    client: Client, radium: Article, reviewer: User
) -> None:
    save(radium, propose(radium, "Radium glows.{{dubious}} Truly so."), reviewer, summary="Less")
    text = page_of(client, HISTORY).text_content()
    assert "Irène" in text
    assert "Less" in text
    assert "−2 citations" in text
    assert "created" in text
    assert "First text" in text


def test_a_name_leads_to_its_page_unless_it_is_hidden(
    client: Client, radium: Article, editor: User
) -> None:
    address, page = f"/user/{editor.username}", "/history/Radium"
    assert f'href="{address}"' in client.get(page).content.decode()
    assert client.get(address).status_code == 200
    for hidden in ("is_name_hidden", "is_anonymised"):
        User.objects.update(is_name_hidden=False, is_anonymised=False)
        User.objects.filter(pk=editor.pk).update(**{hidden: True})
        assert f'href="{address}"' not in client.get(page).content.decode()
    User.objects.update(is_name_hidden=False, is_anonymised=False)
    Edit.objects.update(is_editor_hidden=True)
    assert f'href="{address}"' not in client.get(page).content.decode()


def test_one_revision_cannot_be_compared(client: Client, radium: Article) -> None:
    page = page_of(client, HISTORY)
    assert "One revision so far." in page.text_content()
    assert not page.xpath("//button[@name='compare']")


def test_the_newest_two_are_chosen_at_first(client: Client, radium: Article, editor: User) -> None:
    edits = revise(radium, editor, 2)
    page = page_of(client, HISTORY)
    assert page.xpath("//input[@name='to' and @checked]/@value") == [edits[1].uid]
    assert page.xpath("//input[@name='from' and @checked]/@value") == [edits[0].uid]


@pytest.mark.usefixtures("short_pages")
def test_paging_down_and_up_shows_every_revision_once(
    client: Client, radium: Article, editor: User
) -> None:
    edits = [*Edit.objects.filter(article=radium), *revise(radium, editor, 7)]
    seen, address = [], HISTORY
    while address:
        page = page_of(client, address)
        seen += rows(page)
        older = page.xpath("//button[@name='before']/@value")
        address = f"{HISTORY}?before={older[0]}" if older else ""
    assert seen == [edit.uid for edit in reversed(edits)]
    newer = page.xpath("//button[@name='after']/@value")[0]
    assert rows(page_of(client, f"{HISTORY}?after={newer}")) == seen[3:6]


@pytest.mark.usefixtures("short_pages")
def test_a_choice_survives_paging(client: Client, radium: Article, editor: User) -> None:
    edits = revise(radium, editor, 7)
    asked = {"to": edits[6].uid, "from": edits[5].uid, "before": edits[4].uid}
    page = page_of(client, f"{HISTORY}?{urlencode(asked)}")
    assert page.xpath("//input[@name='to' and @checked]/@value") == [edits[6].uid]
    assert page.xpath("//input[@name='from' and @checked]/@value") == [edits[5].uid]
    assert edits[6].uid not in rows(page)


def test_compare_leads_to_the_difference(client: Client, radium: Article, editor: User) -> None:
    one, other = revise(radium, editor, 2)
    response = client.get(HISTORY, {"from": one.uid, "to": other.uid, "compare": "1"})
    assert response.status_code == 302
    assert response["Location"] == f"/diff/{one.uid}...{other.uid}"


@pytest.mark.parametrize("uid", ["nonsense", "a" * 16, "\0", "'; drop table"])
def test_a_place_that_is_none_shows_the_newest(client: Client, radium: Article, uid: str) -> None:
    assert rows_of_only(page_of(client, f"{HISTORY}?{urlencode({'before': uid, 'from': uid})}"))


def rows_of_only(page: html.HtmlElement) -> list[str]:
    found: list[str] = page.xpath("//li[contains(@class, 'history-row')]//time/@datetime")
    return found


def test_a_redirect_has_the_history_of_its_article(
    client: Client, radium: Article, editor: User
) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    response = client.get("/history/Element_88")
    assert response.status_code == 302
    assert response["Location"] == HISTORY


def test_a_missing_article_has_no_history(client: Client, db: None) -> None:
    assert client.get("/history/Nowhere").status_code == 404


def test_a_history_costs_four_queries_whatever_its_length(
    client: Client, radium: Article, editor: User
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    few = queries(HISTORY)
    edits = revise(radium, editor, 12)
    assert queries(HISTORY) == few
    asked = {"to": edits[9].uid, "from": edits[8].uid, "before": edits[4].uid}
    assert few <= queries(f"{HISTORY}?{urlencode(asked)}") <= 4
