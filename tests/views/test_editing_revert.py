"""Returning to an older revision."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Deed, Edit
from encyclopedia.accounts.models import User
from tests.forms.browser import element
from tests.people_and_articles import RADIUM_TEXT, propose, save


@pytest.fixture
def first(radium: Article, reviewer: User) -> Edit:
    first = radium.published_edit
    assert first is not None
    save(radium, propose(radium, "Blanked."), reviewer)
    return first


def test_the_page_says_which_revision_and_what_would_change(
    client: Client, first: Edit, editor: User
) -> None:
    client.force_login(editor)
    page = client.get(f"/revert/{first.uid}")
    words = " ".join("".join(element(page.content, "content").itertext()).split())
    assert "by Marie" in words
    assert "by Irène" in words
    assert "What would change" in words
    assert "words" in words
    assert Edit.objects.filter(article=first.article).count() == 2


def test_returning_is_an_ordinary_edit_with_the_old_content(
    client: Client, first: Edit, radium: Article, editor: User
) -> None:
    client.force_login(editor)
    form = {"summary": "It was blanked", "submission": "8ecae0a5-52ac-4f7b-a0b9-f46a3a5e6c8c"}
    answers = [client.post(f"/revert/{first.uid}", form) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/wiki/Radium"] * 2
    radium.refresh_from_db()
    assert RADIUM_TEXT.split("{{")[0] in radium.text
    edit = radium.published_edit
    assert edit is not None
    assert (edit.deed, edit.summary, edit.number) == (Deed.REVERT, "It was blanked", 3)


def test_a_refusal_keeps_the_summary(client: Client, radium: Article, editor: User) -> None:
    client.force_login(editor)
    edit = radium.published_edit
    assert edit is not None
    answer = client.post(f"/revert/{edit.uid}", {"summary": "Why"})
    assert answer.status_code == 422
    assert "already see" in answer.text
    assert 'value="Why"' in answer.text
    assert client.post(f"/revert/{edit.uid}", {"summary": "x" * 501}).status_code == 422


def test_only_whoever_may_edit_returns_and_only_to_what_is_there(
    client: Client, first: Edit, radium: Article, editor: User
) -> None:
    answer = client.get(f"/revert/{first.uid}")
    assert answer["Location"].endswith(f"next=/revert/{first.uid}")
    assert client.post(f"/revert/{first.uid}").status_code == 302
    client.force_login(editor)
    assert client.get(f"/revert/{'a' * 16}").status_code == 404
    source = Edit.objects.exclude(source=None).first()
    assert source is not None
    assert client.get(f"/revert/{source.uid}").status_code == 404
    radium.refresh_from_db()
    assert radium.text == "Blanked."


def test_who_may_not_publish_is_told_that_it_waits(
    client: Client, radium: Article, editor: User, settings: Any
) -> None:
    first = radium.published_edit
    assert first is not None
    save(radium, propose(radium, "Radium glows."), editor)
    settings.DEFAULT_PROTECTION = "reviewed"
    client.force_login(editor)
    page = client.get(f"/revert/{first.uid}").text
    assert "It waits for review first." in page
    assert "Send for review" in page
    answer = client.post(f"/revert/{first.uid}", {"summary": "Back"})
    assert answer["Location"] == "/wiki/Radium"
    radium.refresh_from_db()
    assert (radium.text, radium.pending) == ("Radium glows.", 1)
